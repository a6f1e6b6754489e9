"""Sources of a CPTS in, Word documents out: six verbs around one set of nouns.

        formats                            domain                                 formats
   content/  ──► read ──► interpret ──► compute ──► check ──► assemble ──► write ──► build/
   budgets/         Sources       Projet      Comptes                Documents   Files
   templates/docx/ ───────────────────────────────────────────────────────┘
                    └───────── findings, at every stage, each with its place ─────────┘

``read`` and ``write`` know file formats and nothing of the CPTS; the four verbs in between know the CPTS and no
format.  ``model`` holds the nouns.  ``run`` is the path itself: start there.
"""

__version__ = "0.1.0"
