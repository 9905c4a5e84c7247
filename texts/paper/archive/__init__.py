"""The printed journal of a term: by class and subject, on both sides of A4 sheets (003 4.2 б, в; 001 4.6.6).

The front of a sheet has the list with marks and attendance, its back the topics and homework of the same lessons.
"""
