"""Whatever is sent, the answer is a roll or one sentence; nothing else comes out."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.files import MAX_SIZE, read
from exchange.formats.workbook import template
from journal_core.errors import Invalid
from journal_core.roll import Roll
from tests.unit.exchange.making import SAMPLES, csv, repacked, xlsx

LIST = csv(["Фамилия", "Имя", "Класс"], ["Быкова", "Зинаида", "7Б"])
BOOK = xlsx({"7Б": [["ФИО", "Дата рождения"], ["Быкова Зинаида", date(2013, 6, 26)]]})
XLS = (SAMPLES / "spisok_7B.xls").read_bytes()
SPREADSHEET = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COLUMNS = [bytes([letter]) for letter in range(65, 91)]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read(name, data)
    return refused.value.code


def zipped(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("spisok.xlsx", b"", "import.file_empty"),
        ("spisok.csv", b"\r\n  \r\n", "import.file_empty"),
        ("spisok.csv", LIST + b" " * MAX_SIZE, "import.file_too_large"),
        ("spisok.xls", BOOK, "import.file_extension"),
        ("spisok.xlsx", XLS, "import.file_extension"),
        ("spisok.xlsx", LIST, "import.file_extension"),
        ("spisok.pdf", LIST, "import.file_extension"),
        ("spisok.xlsm", BOOK, "import.file_macros"),
        ("spisok.xlsx", repacked(BOOK, {"xl/vbaProject.bin": b"Sub Auto_Open"}), "import.file_macros"),
        ("spisok.xls", COMPOUND + "_VBA_PROJECT_CUR\0".encode("utf-16-le"), "import.file_macros"),
        ("otchet.xls", b"\xef\xbb\xbf <html><table><tr><td>7", "import.file_html"),
        ("otchet.xls", "<TABLE border=1>".encode("utf-16"), "import.file_html"),
        ("otchet.xls", b"<!---->" * 580 + b"x", "import.file_extension"),
        ("otchet.xls", b'<?xml version="1.0"?><Workbook>', "import.file_xml"),
        ("spisok.xlsx", zipped({"word/document.xml": b"<w:document/>"}), "import.file_kind"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "import.file_kind"),
        ("spisok.xls", COMPOUND + "WordDocument\0".encode("utf-16-le"), "import.file_kind"),
        ("spisok.xlsx", COMPOUND + "EncryptedPackage\0".encode("utf-16-le"), "import.file_encrypted"),
        ("spisok.xls", COMPOUND + "Workbook\0".encode("utf-16-le"), "import.file_unreadable"),
        ("spisok.xlsx", BOOK[: len(BOOK) // 2], "import.file_unreadable"),
        ("spisok.csv", b"\x98\x98;\x98", "import.file_unreadable"),
        ("smeta.xlsx", xlsx({"Смета": [["Статья", "Сумма"], ["Мел", 5]]}), "import.no_header"),
        ("zapiska.csv", "Просто записка".encode(), "import.no_header"),
        ("dlinny.csv", LIST + b"\r\n" * 20_001 + b"x", "import.too_many_rows"),
    ],
)
def test_each_bad_file_is_refused_by_its_own_sentence(name: str, data: bytes, code: str) -> None:
    assert refusal(name, data) == code


def test_a_bomb_is_counted_before_anything_opens_it() -> None:
    zeros = repacked(BOOK, {"xl/media/a.bin": bytes(30_000_000)})
    assert refusal("a.xlsx", zeros) == "import.zip_ratio"
    assert refusal("a.xlsx", repacked(zeros, {"xl/media/b.bin": bytes(30_000_000)})) == "import.zip_unpacked"
    many = {f"xl/media/{number}.bin": b"" for number in range(201)}
    assert refusal("a.xlsx", repacked(BOOK, many)) == "import.zip_entries"


def test_a_bomb_that_lies_about_its_size_is_counted_all_the_same() -> None:
    honest = repacked(BOOK, {"xl/media/a.bin": bytes(30_000_000)})
    size = (30_000_000).to_bytes(4, "little")
    assert refusal("a.xlsx", honest.replace(size, (10).to_bytes(4, "little"))) == "import.zip_ratio"


def test_a_cell_in_the_last_corner_does_not_take_all_the_memory() -> None:
    sheet = zipfile.ZipFile(io.BytesIO(BOOK)).read("xl/worksheets/sheet1.xml")
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    sparse = sheet.replace(b"</sheetData>", corner)
    assert refusal("a.xlsx", repacked(BOOK, {"xl/worksheets/sheet1.xml": sparse})) == "import.file_unreadable"


def test_a_text_repeated_in_a_million_cells_does_not_take_all_the_memory() -> None:
    cells = b"".join(b'<c r="%s1" t="s"><v>0</v></c>' % column for column in COLUMNS)
    rows = b"".join(b'<row r="%d">%s</row>' % (row, cells.replace(b'1"', b'%d"' % row)) for row in range(1, 15_000))
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (SPREADSHEET, rows)
    strings = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (SPREADSHEET, b"x" * 900)
    data = repacked(BOOK, {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings})
    assert refusal("a.xlsx", data) in ("import.too_many_rows", "import.file_unreadable")


def test_an_open_document_is_read_too() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f"xmlns:{name}='{space}:{name}:1.0'" for name in ("office", "table", "text"))
    content = f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='Лист1'>"
    for row in (("ФИО", "Класс"), ("Быкова Зинаида", "7Б")):
        cells = (
            f"<table:table-cell office:value-type='string'><text:p>{word}</text:p></table:table-cell>" for word in row
        )
        content += f"<table:table-row>{''.join(cells)}</table:table-row>"
    content += "</table:table></office:spreadsheet></office:body></office:document-content>"
    entries = {"content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"}
    data = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"} | entries)
    assert read("a.ods", data).pupils[0].written_class == "7Б"


def test_a_file_forwarded_without_a_name_is_read_by_its_bytes() -> None:
    assert len(read("", BOOK).pupils) == len(read("document", LIST).pupils) == 1


def read_or_refused(name: str, data: bytes) -> None:
    try:
        outcome: Roll | str = read(name, data)
    except Invalid as refused:
        outcome = refused.code
    assert isinstance(outcome, Roll) or outcome.startswith("import.")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xls", "a.xlsx", "a", "a.ods", "a.xlsm"]))
def test_any_bytes_at_all_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_refused(name, data)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ФИОимя класс7«Б»;,\t\n\"'-=1.20+@родитель\u200b", max_size=300))
def test_any_text_under_a_header_is_read_or_refused(text: str) -> None:
    read_or_refused("a.csv", "ФИО;Класс;Дата рождения;Мать;Телефон;E-mail\n".encode() + text.encode())


def mangled(data: bytes, at: float, cut: int, put: bytes) -> bytes:
    start = int(at * len(data))
    return data[:start] + put + data[start + cut :]


DAMAGE = {"at": st.floats(0, 1), "cut": st.integers(0, 40), "put": st.binary(max_size=20)}


@settings(max_examples=30, deadline=None)
@given(name=st.sampled_from(["kontingent.xlsx", "spisok_7B.xls", "ucheniki_cp1251.csv"]), **DAMAGE)
def test_a_damaged_sample_is_read_or_refused(name: str, at: float, cut: int, put: bytes) -> None:
    read_or_refused(name, mangled((SAMPLES / name).read_bytes(), at, cut, put))


@settings(max_examples=25, deadline=None)
@given(part=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]), **DAMAGE)
def test_a_workbook_damaged_inside_is_read_or_refused(part: str, at: float, cut: int, put: bytes) -> None:
    whole = template()
    inner = zipfile.ZipFile(io.BytesIO(whole)).read(part)
    read_or_refused("a.xlsx", repacked(whole, {part: mangled(inner, at, cut, put)}))
