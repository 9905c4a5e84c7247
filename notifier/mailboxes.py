"""What mail servers say of a mailbox that does not exist, at once or in a bounce."""

from __future__ import annotations

#: Enhanced codes (RFC 3463) of an address that is dead (REL 1.5, SMTP). 5.1.7 and 5.1.8 are about us, as is 5.7.x.
DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
