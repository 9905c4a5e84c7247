"""What the school takes away in files: a report is a file here, from a view to bytes."""
