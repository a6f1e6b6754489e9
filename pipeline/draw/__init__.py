"""Drawings made of the project's data, as SVG: whoever prints or shows them decides how.

Nothing here knows of Word or of a page of the web; letters are measured with the fonts of ``reference/polices``.
"""
