"""What breaks, and what is promised all the same."""
