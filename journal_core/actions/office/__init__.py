"""The office's verbs: each opens a matter or moves it one step on, in one transaction."""
