"""``comparer-statuts``: the statutes of a git state beside those of today, or of another state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.assemble.comparaison import resume
from pipeline.assemble.partie import alinea
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.depot import read_state
from pipeline.disk import read_project, replace_all
from pipeline.interpret.statuts import STATUTS
from pipeline.model.ecart import INCHANGE, Comparaison, Ecart
from pipeline.model.files import BUILD
from pipeline.model.finding import Finding
from pipeline.run import Examen, compare_statutes, examine
from pipeline.write.report import as_text

USAGE = "donnez un état de git (une étiquette, une branche ou un commit) : make comparer-statuts DEPUIS=v1"
RAPPEL = (
    "Une modification des statuts se déclare dans les trois mois à la préfecture ou à la sous-préfecture, "
    "avec les statuts signés par deux dirigeants au moins (loi du 1er juillet 1901, article 5)."
)
HELD_BY_TODAY = "Texte proposé"


def execute(demande: Demande) -> int:
    if not 1 <= len(demande.values) <= 2:
        raise MauvaisUsage(USAGE)
    ref, *others = demande.values
    ancien = examine(*read_state(demande.root, ref), date.today())
    nouveau = examine(
        *(read_state(demande.root, others[0]) if others else read_project(demande.root)),
        date.today(),
    )
    droite = f"Texte proposé ({others[0]})" if others else HELD_BY_TODAY
    for name, state in ((ref, ancien), (others[0] if others else "le dossier", nouveau)):
        problems = unreadable(state)
        if problems:
            print(as_text(problems))
            print(
                f"Les statuts de « {name} » ne peuvent pas être lus en entier : rien n'a été comparé."
            )
            return ERREURS
    textes = Comparaison(
        "comparaison-statuts",
        "Modification des statuts",
        f"Texte actuel ({ref})",
        droite,
        (alinea(RAPPEL),),
    )
    ecarts, outputs = compare_statutes(ancien, nouveau, textes)
    show(ecarts)
    if all(ecart.nature == INCHANGE for ecart in ecarts):
        return 0
    print(RAPPEL)
    return publish(demande, outputs)


def unreadable(examen: Examen) -> Sequence[Finding]:
    """The errors that keep an article or a value from being read; a rule that the text breaks is no obstacle."""
    holes = examen.projet.illisibles | examen.projet.incomplets
    said = [
        f
        for f in examen.findings
        if f.is_error and f.span.path.startswith(STATUTS) and f.span.path in holes
    ]
    return (
        said
        if said or examen.projet.statuts.articles
        else [f for f in examen.findings if f.is_error]
    )


def show(ecarts: Sequence[Ecart]) -> None:
    """One line per article that changed, then the count."""
    for ecart in ecarts:
        if ecart.nature != INCHANGE or ecart.renumerote:
            print(
                f"{ecart.designation} : {ecart.nature if ecart.nature != INCHANGE else 'renuméroté'}"
            )
    print(resume(ecarts).capitalize())


def publish(demande: Demande, outputs: dict[str, bytes]) -> int:
    if not outputs:
        print("Le document Word n'a pas été écrit : son gabarit a des erreurs (make check).")
        return ERREURS
    replace_all(demande.root / BUILD, outputs, ".tmp-")
    for name in outputs:
        print(f"build/{name}")
    return 0
