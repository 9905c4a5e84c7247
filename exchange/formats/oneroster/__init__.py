"""OneRoster 1.1 and 1.2 as a zip of CSV files: a school's people, classes and gradebook, as other programs know them.

`columns` says which columns each file has in which version, for reading and for writing alike.
"""
