"""The school diary itself: its people, its calendar, its marks, and who may see them. Standard library only."""
