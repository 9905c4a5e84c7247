"""Promises, kept: named as sentences, with people who have names."""
