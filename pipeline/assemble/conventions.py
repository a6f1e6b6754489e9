"""The conventions de partenariat: one for each partner, from the model of ``content/conventions/``."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.partie import titre
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.fait import Faits
from pipeline.model.livrable import CONVENTIONS
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet


def conventions(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """A page each: the title of the model with the name of the partner, then the text with the partner's facts."""
    parts: list[Contenu] = []
    for partner in projet.annuaire.partenaires:
        parts += _convention(partner, projet, comptes, constats)
    return (*parts, *illisibles(projet, CONVENTIONS, constats, 1))


def _convention(
    partner: Personne, projet: Projet, comptes: Comptes, constats: Constats
) -> list[Contenu]:
    own = replace(comptes, faits=Faits({**comptes.faits, **comptes.partenaires[partner.cle]}))
    parts: list[Contenu] = []
    for place, chapter in enumerate(projet.chapitres[CONVENTIONS]):
        _heading, *blocks = chapitre(chapter, own, constats, 1)
        text = f"{chapter.titre} : {partner.nom_complet}"
        parts += [titre(1, text, new_page=place == 0), *blocks]
    return parts
