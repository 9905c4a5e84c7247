"""Paper: what is printed and signed."""
