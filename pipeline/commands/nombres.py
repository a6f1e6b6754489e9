"""``nombres``: every figure typed in the texts, with the fact that it repeats, the source it cites, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.commands.check import relative_path
from pipeline.commands.ligne import Demande
from pipeline.compute.chiffres import compare
from pipeline.disk import read_project
from pipeline.model.chiffre import Rapprochement, Verdict
from pipeline.run import examine

LONGEST = 100
TITRES = {
    Verdict.PROCHE: "À corriger : presque une valeur du projet",
    Verdict.ECRIT_AILLEURS: "Déjà écrits ailleurs : citez le fait, le chiffre suivra",
    Verdict.ORPHELIN: "Sans source connue : ajoutez-la entre parenthèses, ou en commentaire <!-- source : … -->",
    Verdict.SOURCE: "Avec une source",
}


def execute(demande: Demande) -> int:
    wanted = [relative_path(value, demande.root) for value in demande.values]
    examen = examine(*read_project(demande.root), date.today())
    found = compare(examen.projet, examen.comptes.communes, examen.comptes.faits)
    shown = [r for r in found if not wanted or any(_is_in(r, path) for path in wanted)]
    print(report(shown, everything="--tout" in demande.options))
    return 0


def report(found: Sequence[Rapprochement], everything: bool) -> str:
    """The figures by what is known of them; those with a source are counted, and listed when everything is wanted."""
    if not found:
        return "Aucun montant, pourcentage ni effectif n'est tapé dans ces textes."
    plural = "s" if len(found) > 1 else ""
    parts = [f"{len(found)} chiffre{plural} tapé{plural} dans les textes."]
    for verdict, title in TITRES.items():
        mine = [r for r in found if r.verdict is verdict]
        if not mine:
            continue
        if verdict is Verdict.SOURCE and not everything:
            parts.append(f"{title} : {len(mine)} (« --tout » les affiche).")
        else:
            parts.append("\n".join([f"{title} ({len(mine)})", *map(_line, mine)]))
    return "\n\n".join(parts)


def _line(found: Rapprochement) -> str:
    chiffre = found.chiffre
    head = f"  {chiffre.span}: « {chiffre.texte} »"
    match found.verdict:
        case Verdict.PROCHE:
            return f"{head} : {found.dit} dit {found.valeur}\n      → {{{{ {found.fait} }}}}"
        case Verdict.ECRIT_AILLEURS:
            return f"{head} : {found.sens}, d'après {found.dit}\n      → {{{{ {found.fait} }}}}"
        case Verdict.ORPHELIN:
            return f"{head} dans « {_short(chiffre.phrase)} »"
        case Verdict.SOURCE:
            return f"{head} : {_short(found.raison)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"


def _is_in(found: Rapprochement, path: str) -> bool:
    return path in (".", found.chiffre.span.path) or found.chiffre.span.path.startswith(f"{path}/")
