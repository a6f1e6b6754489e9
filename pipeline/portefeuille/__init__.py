"""Many projects in one run, each in a process of its own: ``commands/portefeuille.py`` is its door.

``dossiers`` says which were asked for, ``etude`` what is done of one, ``ouvrier`` the process that does it, ``equipe`` those of
this computer and ``grappe`` those of a Dask cluster; ``publication`` writes the documents, one project at a time.
"""
