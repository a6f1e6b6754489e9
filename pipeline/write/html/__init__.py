"""The same documents as pages for a browser: a second writer of the very tree that ``write/word`` prints."""
