"""``make fuzz``: real sources spoilt at random and brought to each door; what raises, lasts or loses a word is kept, small."""
