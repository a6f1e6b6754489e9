"""A Word template as its parts, once it is known to hold nothing that fetches, runs or tells who made it.

What a template is, its content types and relationships say, whatever its files are called; everything here goes by
lists of what may be there: parts, relationships, fields.
"""

from pipeline.read.word.gabarit import read_word

__all__ = ["read_word"]
