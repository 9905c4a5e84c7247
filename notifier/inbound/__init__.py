"""What comes back from the other side, understood."""
