"""The documents of a project put into its ``build/``, by one process alone and once, whoever drew them up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline import etat
from pipeline.disk import Empechement
from pipeline.model.portefeuille import REFUSE, Sort
from pipeline.portefeuille.etude import Etude


def published(etude: Etude, root: Path) -> Sort:
    """The fate of a project once its documents are written; those that somebody had edited are kept beside, and told."""
    made = etude.publication
    if made is None:
        return etude.sort
    try:
        with etat.locked(root):
            kept = etat.publish(
                root,
                made.outputs,
                made.empreinte,
                made.attendus,
                made.avertissements,
                made.sans_pages,
            )
    except (Empechement, OSError) as reason:
        return replace(etude.sort, sort=REFUSE, dit=str(reason), documents=0)
    if not kept:
        return etude.sort
    copies = ", ".join(copy for _, copy in kept)
    said = f"documents modifiés à la main, gardés : {copies}"
    return replace(etude.sort, dit=" ; ".join(filter(None, (etude.sort.dit, said))))
