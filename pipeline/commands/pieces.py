"""``pieces``: the proofs of a contract year, numbered in a Word list and copied under their numbers, in ``build/``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.compute.pieces import annee_de, bordereau
from pipeline.disk import names_in, read_bytes, remove, replace_all
from pipeline.interpret.classeur.realise import FEUILLE
from pipeline.model.budget import Operation
from pipeline.model.droits import AnneeContrat, total
from pipeline.model.files import BUDGETS, BUILD, PIECES
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.piece import Bordereau
from pipeline.model.projet import Piece
from pipeline.run import Examen, bundle_of_pieces
from pipeline.write.report import as_text

NOTHING = "Rien n'a été écrit."
NONE_TOLD = (
    "Rien n'est encore noté dans la feuille « Réalisé » du classeur : aucune pièce à réunir."
)
NO_DATE = "Le contrat n'a pas encore de date : ses années ne peuvent pas être comptées."
PRIVATE = "Les pièces peuvent porter des noms et des comptes : git ignore ce dossier."


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today(), to_build=True)
    blocking = _blocking(examen)
    if blocking:
        print(as_text(blocking))
        print(f"Le réalisé ne peut pas être lu en entier. {NOTHING}")
        return ERREURS
    years, told = examen.comptes.contrat.annees, examen.projet.budget.realise
    if not told or not years:
        print(NO_DATE if told else NONE_TOLD)
        return 0
    year = _year(demande.values, years, told)
    found = bordereau(examen.projet, year.rang, years[0].debut)
    if not found.justifies and not found.sans_piece:
        print(f"Le réalisé n'a aucune ligne en année {year.rang}. {NOTHING}")
        return 0
    return _write(demande.root, examen, found, year)


def _blocking(examen: Examen) -> Sequence[Finding]:
    """The errors because of which a line is missing."""
    projet = examen.projet
    errors = [finding for finding in examen.findings if finding.is_error]
    if Piece.BUDGET in projet.trous:
        return [finding for finding in errors if finding.span.path.startswith(BUDGETS)]
    if projet.budget.realise_complet:
        return ()
    sheets = {FEUILLE, *(line.span.sheet for line in projet.budget.realise)}
    return [finding for finding in errors if finding.span.sheet in sheets]


def _year(
    values: Sequence[str], years: Sequence[AnneeContrat], told: Sequence[Operation]
) -> AnneeContrat:
    """The contract year asked for; the last one told when none is."""
    if not values:
        ranks = [annee_de(one, years[0].debut) for one in told]
        last = max((rank for rank in ranks if 1 <= rank <= len(years)), default=1)
        return years[last - 1]
    if len(values) == 1 and values[0] in {str(year.rang) for year in years}:
        return years[int(values[0]) - 1]
    typed = " ".join(values)
    raise MauvaisUsage(
        f"« {typed} » n'est pas une année du contrat, de 1 à {len(years)} : make pieces ANNEE=1"
    )


def _write(root: Path, examen: Examen, found: Bordereau, year: AnneeContrat) -> int:
    outputs = bundle_of_pieces(examen, found, year)
    if not outputs:
        print(f"La liste n'a pas été écrite : son gabarit a des erreurs (make check). {NOTHING}")
        return ERREURS
    folder = f"{BUILD}pieces-annee-{year.rang}/"
    copies = {
        f"{one.rang:03} {one.fichier.replace('/', ' - ')}": one.fichier
        for one in found.justifies
        if one.fichier
    }
    data = {name: read_bytes(root / PIECES / source) for name, source in copies.items()}
    _take_away(root / folder, {*outputs, *data})
    replace_all(root / folder, {**outputs, **data}, ".tmp-")
    _tell(folder, found, len(data), next(iter(outputs)))
    return 0


def _take_away(folder: Path, kept: set[str]) -> None:
    """Copies of another day, whose numbers are no longer theirs."""
    for name in names_in(folder):
        if name[:3].isdigit() and name not in kept:
            remove(folder / name)


def _tell(folder: str, found: Bordereau, copied: int, name: str) -> None:
    count = len(found.justifies)
    numbered = "1 pièce numérotée" if count == 1 else f"{count} pièces numérotées"
    files = f"{copied} fichiers copiés" if copied > 1 else f"{copied or 'aucun'} fichier copié"
    print(f"{folder}{name} : {numbered}, {files} à côté.")
    for absent in found.absents:
        cells = ", ".join(one.piece.span.cell or "" for one in absent.operations if one.piece)
        print(f"  absente de {PIECES} : {absent.piece} ({FEUILLE}, {cells})")
    _tell_without_proof(found.sans_piece)
    for file in found.jamais_cites:
        print(f"  {PIECES}{file} : aucune ligne du réalisé ne le nomme.")
    print(PRIVATE)


def _tell_without_proof(operations: Sequence[Operation]) -> None:
    if not operations:
        return
    for one in operations:
        what = one.libelle or one.poste
        print(f"  sans pièce : {one.span.cell}, {one.mois}, {what}, {euros(one.montant)}")
    lines = len(operations)
    lacking = total(one.montant for one in operations)
    print(f"{lines} ligne{'s' if lines > 1 else ''} sans pièce, {euros(lacking)}.")
