"""The channels: each reports how a sending went, and decides nothing."""
