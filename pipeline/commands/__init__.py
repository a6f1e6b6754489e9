"""One module per command of the user.  ``ligne`` reads the command line; ``environnement`` installs what is missing."""
