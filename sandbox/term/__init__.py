"""A term of ordinary trouble, played against the sandbox alone: what its servers do is held against the documents."""
