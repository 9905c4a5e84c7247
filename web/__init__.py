"""The door to the street: webhook, pages of letters, answers by mail and SMS, receipts, health."""
