"""``statuts``: the articles of a model as sources of the project, which are its own from then on."""

from __future__ import annotations

from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import models_of_statutes, write_new
from pipeline.interpret.statuts import STATUTS
from pipeline.model.langue.francais import phrases
from pipeline.model.langue.mots import did_you_mean

REGLEMENT = "reglement-interieur"
USAGE = "donnez un modèle : make statuts MODELE=urps"


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage(USAGE)
    (modele,) = demande.values
    articles = model(modele)
    if not articles:
        raise MauvaisUsage(
            phrases(f"« {modele} » n'est pas un modèle.", *did_you_mean(modele, models()))
        )
    missing = {
        path: data
        for path, data in articles.items()
        if not (demande.root / STATUTS / path).exists()
    }
    for path, data in missing.items():
        write_new(demande.root / STATUTS / path, data)
    folder = f"{STATUTS}{modele}/"
    if len(missing) < len(articles):
        print(f"Fichiers déjà dans {folder}, laissés intacts : {len(articles) - len(missing)}.")
    if missing:
        print(f"Fichiers écrits dans {folder} : {len(missing)}.")
        print(f"Pour suivre ce modèle : écrivez « modele: {modele} » dans {STATUTS}valeurs.yaml.")
    return 0


def models() -> list[str]:
    """The models of statutes that come with the software."""
    return sorted({path.split("/")[0] for path in models_of_statutes()} - {REGLEMENT})


def model(name: str) -> dict[str, bytes]:
    """Path under ``content/statuts/`` → text, for one model; nothing for another name."""
    if name not in models():
        return {}
    return {
        path: data for path, data in models_of_statutes().items() if path.startswith(f"{name}/")
    }
