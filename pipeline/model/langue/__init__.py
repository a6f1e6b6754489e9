"""The French language: words compared, numbers in words, sigles, lines and sentences as people type them."""
