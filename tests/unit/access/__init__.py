"""Who may do what: the table, and the code it is held against."""
