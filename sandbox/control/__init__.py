"""The control API: what tests, the demo and the page do to the pretended servers. JSON in, JSON out."""
