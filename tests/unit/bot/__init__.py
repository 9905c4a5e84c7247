"""The conversation, with everybody's servers and database pretended."""
