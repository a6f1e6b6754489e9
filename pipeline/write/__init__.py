"""What the program gives back: Word files (``word/``), workbooks, text for the terminal, schemas, models of sources."""
