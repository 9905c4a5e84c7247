"""`diary demo`: a whole school in a sandbox, with nothing to configure."""
