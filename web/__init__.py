"""The door to the street: webhook, confirm and unsubscribe pages, receipts, calendars, health, metrics."""
