"""Other people's servers, pretended: a Bot API server, a mail sink and an SMS gateway, with a page of phones.

Nothing of the project is imported here, and of this package only ``sandbox.client`` is imported outside it:
whoever wants to talk to the sandbox starts ``python -m sandbox`` and speaks HTTP.
"""
