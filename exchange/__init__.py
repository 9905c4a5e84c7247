"""Files in and out of the school: class lists, our own workbook, and the formats that will stand beside them.

`files.read` is the only door for bytes that somebody sent; `formats/` holds one file (or folder) a format.
"""
