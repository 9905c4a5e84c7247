"""Our own workbook: the whole school in eight sheets, to be filled by hand or by a program.

`layout` and `sheets` say what stands where, `reading` takes a filled one in, `writing` makes one, empty or
full.
"""

from __future__ import annotations

from exchange.formats.workbook.reading import read_workbook, recognises
from exchange.formats.workbook.writing import template, write

__all__ = ["read_workbook", "recognises", "template", "write"]
