"""Documents to Word files.

``documents`` is the way in; ``template`` is the wall around docxtpl; ``prose`` writes body text as OOXML; ``package``
makes the file.  Nothing is imported here: checking a project must not wait for what only building needs.
"""
