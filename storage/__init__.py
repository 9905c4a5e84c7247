"""The only room that speaks SQL: tables, journal, reader, outbox, inbox and the embedded server."""
