"""Screens: what a person sees in a chat. Pure functions: a view of the diary and words → a Screen.

Every word stands in the catalog; what a person typed is escaped by `Words.html` and cut by `texts.paging`.
"""
