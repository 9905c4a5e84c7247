"""The sandbox's page in a real browser: people say and press through it, and read what it shows."""
