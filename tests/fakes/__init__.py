"""Stand-ins that keep the ports' promises in memory: for tests without I/O."""
