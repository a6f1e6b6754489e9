"""The nouns: frozen values of the standard library that every verb shares and none of them owns."""
