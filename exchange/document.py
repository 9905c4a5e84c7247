"""An XML file opened: its elements by tag, with their attributes; texts between tags are not read."""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange.child import ask


@dataclass(frozen=True, slots=True)
class Element:
    """One element; `line` is where it begins, 1 for the first line of the file."""

    tag: str
    attributes: dict[str, str]
    line: int

    def get(self, name: str) -> str:
        """An attribute without the spaces around it; empty when it is not there."""
        return self.attributes.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Document:
    """A file's root and all elements in it."""

    file: str  #: the name it came under
    root: Element
    elements: dict[str, list[Element]] = field(default_factory=dict)  #: by tag, in the file's order


def open_document(name: str, data: bytes) -> Document:
    """The XML in `data`, in the encoding it declares; Invalid when it is broken, endless or has a document type."""
    first, *others = (Element(tag, attributes, line) for tag, attributes, line in ask("xml", data)["elements"])
    found: dict[str, list[Element]] = {}
    for one in others:
        found.setdefault(one.tag, []).append(one)
    return Document(name, first, found)
