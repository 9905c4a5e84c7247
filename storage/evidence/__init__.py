"""The chains over the journal's revisions: sealed as a transaction ends, read again by whoever verifies them."""
