"""`python -m app` is `diary`."""

from app.cli import main

main()
