"""The office's matters and concerns, written and read: one table a kind, one history of steps."""
