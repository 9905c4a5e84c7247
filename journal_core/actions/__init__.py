"""The verbs: each one authorises, decides by a pure rule, and records in one transaction."""
