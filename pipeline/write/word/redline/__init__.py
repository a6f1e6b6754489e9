"""Two states of a document as one, with Word's own tracked changes.

Ours rather than another's: tried on the example, ``docx-trackdiff`` takes an added row for words in an empty one, sets a
new paragraph against the one under it, and knows neither our marks nor what a figure comes from; ``python-redlines``
brings a program of 45 MB for each system.  We hold both trees, made by the same hand.
"""
