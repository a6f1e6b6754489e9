"""A drawing as a text cites it: its title, and the word that references call it by."""

from __future__ import annotations

from pipeline.model.carte import cle_de_carte
from pipeline.model.frise import cle_de_frise, est_une_frise
from pipeline.model.graphique import cle_de_graphique, est_un_graphique
from pipeline.model.prose import Variable

ORGANIGRAMME = "liste.organigramme"


def titre_et_mot(node: Variable) -> tuple[str, str]:
    """The title that the author gives, empty without one; the word that ends it in braces, else that of the drawing.

    >>> titre_et_mot(Variable("carte.territoire", "", "", options=(("titre", "Chez nous {#chez-nous}"),)))
    ('Chez nous', 'chez-nous')
    """
    titre, mot = _typed(node)
    return titre, mot or _mot(node.name)


def a_son_mot(node: Variable) -> bool:
    """Whether the author gave it a word of its own."""
    return bool(_typed(node)[1])


def _typed(node: Variable) -> tuple[str, str]:
    titre = dict(node.options).get("titre", "").strip()
    before, opened, after = titre.rpartition("{#")
    if opened and after.endswith("}"):
        return before.strip(), after[:-1].strip()
    return titre, ""


def _mot(nom: str) -> str:
    if nom == ORGANIGRAMME:
        return "organigramme"
    if est_un_graphique(nom):
        return cle_de_graphique(nom)
    return cle_de_frise(nom) if est_une_frise(nom) else cle_de_carte(nom)
