"""Marks of another program's gradebook, taken into the journal: whose they are (`meaning`), what changes (`deciding`).

docs/decisions/0015-imported-marks.md says why they come without any notice, and where marks without a lesson go.
"""
