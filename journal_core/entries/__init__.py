"""What stands in a lesson and who may change it: marks, attendance, words; deadlines, locks, requests, revisions."""
