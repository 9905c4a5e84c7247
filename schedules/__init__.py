"""The clock on the wall: it wakes and sweeps, and never sends."""
