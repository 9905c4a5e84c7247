"""Comparing a roll with the school: pure rules, from rows of a file to records and questions.

Read in this order: `records` (what a school has), `books` (the working copy), `staff`, `classes`, `pupils`,
`guardians`, `calendar`, `timetable` (one kind of row each), `showing` (the difference in words), `compare`.
"""
