"""Term marks: exact averages, proposals with their grounds, deadlines, and what setting a column changes."""
