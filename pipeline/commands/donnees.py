"""``donnees``: the populations that the Insee publishes each year, a new plafond, or a new barème, taken into the project.

Nothing waits for a version of the software: what is taken is written among the sources, with its year and its source, and
the project then says it as its own.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import Empechement, read_bytes, read_project, replace_all
from pipeline.interpret.baremes import PASS_PROPRE, PROPRES
from pipeline.interpret.communes import COMMUNES
from pipeline.interpret.donnees_publiques import interpret_donnees
from pipeline.interpret.nombres import parse_montant
from pipeline.model import colonnes
from pipeline.model.donnees_publiques import Plafonds, Populations
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros, nombre
from pipeline.model.langue.mots import fold
from pipeline.model.projet import Projet
from pipeline.model.releve import Refus
from pipeline.model.source import CsvFile
from pipeline.model.territoire import Commune
from pipeline.read.csv import read_csv
from pipeline.read.donnees_publiques import read_tables
from pipeline.read.text import decode
from pipeline.run import Examen, examine
from pipeline.write.donnees_publiques import with_rows
from pipeline.write.report import as_text

USAGE = (
    "donnez le fichier des populations de l'Insee, d'un plafond (annee;montant;source) ou d'un barème : "
    "make donnees FICHIER=donnees_communes.csv ANNEE=2024"
)
NOTHING = "Rien n'a été écrit."
INSEE = "Insee, populations de référence"
OF_BAREMES = (".yaml", ".yml")


def execute(demande: Demande) -> int:
    if not 1 <= len(demande.values) <= 2:
        raise MauvaisUsage(USAGE)
    path = demande.file(demande.values[0])
    annee = _year(demande.values[1]) if len(demande.values) == 2 else None
    data = read_bytes(path)
    if path.suffix.lower() in OF_BAREMES:
        return _taken(demande, f"{PROPRES}{path.name}", data, [f"{PROPRES}{path.name} est écrit."])
    print(f"Lecture de {path.name}…", file=sys.stderr, flush=True)
    refus: list[Refus] = []
    examen = examine(*read_project(demande.root), date.today(), gabarits_connus=True)
    communes = {one.code: one for one in examen.comptes.communes}
    found = interpret_donnees(read_tables(path.name, data, refus), communes, annee, refus)
    if found is None or refus:
        return _refused(refus)
    if isinstance(found, Populations):
        return _take_populations(demande, found, communes, examen)
    return _take_plafonds(demande, found, examen)


def _year(typed: str) -> int:
    if not (typed.isdecimal() and len(typed) == 4):
        raise MauvaisUsage(f"« {typed} » n'est pas une année : ANNEE=2024.")
    return int(typed)


def _refused(refus: Sequence[Refus]) -> int:
    for one in refus:
        print(f"{one.span} : {one.message}")
        if one.conseil:
            print(f"    → {one.conseil}")
    print(f"Ce fichier n'a pas été pris. {NOTHING}")
    return ERREURS


# --- populations ------------------------------------------------------------------------------------------------------------


def _take_populations(
    demande: Demande, found: Populations, communes: Mapping[str, Commune], examen: Examen
) -> int:
    ours = max((int(one.annee) for one in communes.values() if one.annee.isdecimal()), default=0)
    if found.annee < ours:
        print(f"Ces populations sont de {found.annee}, et le projet a celles de {ours}. {NOTHING}")
        return ERREURS
    theirs = _of_their_own(examen.projet)
    taken = {
        code: placed.value
        for code, placed in found.par_code.items()
        if code not in theirs
        and (communes[code].population, communes[code].annee) != (placed.value, str(found.annee))
    }
    if not taken:
        print(f"Le projet a déjà les populations de {found.annee}. {NOTHING}")
        return 0
    rows = {
        code: {
            colonnes.POPULATION: str(population),
            colonnes.ANNEE_CIVILE: str(found.annee),
            colonnes.SOURCE: INSEE,
        }
        for code, population in taken.items()
    }
    columns = (colonnes.CODE_COMMUNE, *next(iter(rows.values())))
    text = with_rows(_list(examen.sources.files, COMMUNES), colonnes.COMMUNES, columns, rows)
    told = list(_told_populations(found, taken, communes, theirs))
    return _taken(demande, COMMUNES, _encoded(examen, COMMUNES, text), told)


def _of_their_own(projet: Projet) -> set[str]:
    """The communes that the CPTS counts from another source: a census of the mairie is hers to keep."""
    return {
        line.code
        for line in projet.communes
        if line.population is not None and line.source and "insee" not in fold(line.source)
    }


def _told_populations(
    found: Populations, taken: Mapping[str, int], communes: Mapping[str, Commune], theirs: set[str]
) -> Iterator[str]:
    yield f"Populations municipales de {found.annee} ({INSEE}) :"
    for code, population in taken.items():
        known = communes[code].population
        was = nombre(known) if known is not None else "inconnue"
        yield f"  {code} {communes[code].nom} : {was} → {nombre(population)}"
    kept = [code for code in communes if code in theirs]
    if kept:
        yield f"Laissées, car vous en donnez une autre source : {', '.join(kept)}."
    absent = [code for code in communes if code not in found.par_code]
    if absent:
        yield (
            f"Absentes du fichier : {', '.join(absent)}. Une commune qui a fusionné y est sous son nouveau code, "
            "et les arrondissements de Paris, Lyon et Marseille sont dans un autre fichier."
        )
    before = {code: one.population or 0 for code, one in communes.items()}
    after = {code: taken.get(code, population) for code, population in before.items()}
    yield f"En tout : {nombre(sum(before.values()))} → {nombre(sum(after.values()))} habitants."
    yield f"{COMMUNES} est écrit ; « make check » dit si la taille de la CPTS s'en trouve changée."


# --- plafonds ---------------------------------------------------------------------------------------------------------------


def _take_plafonds(demande: Demande, found: Plafonds, examen: Examen) -> int:
    known = examen.projet.plafonds
    taken = {
        annee: told
        for annee, told in found.par_annee.items()
        if annee not in known or known[annee].montant != parse_montant(told[0].value)
    }
    if not taken:
        print(f"Le projet a déjà ces plafonds. {NOTHING}")
        return 0
    rows = {
        str(annee): {colonnes.MONTANT_PLAFOND: amount.value, colonnes.SOURCE: source}
        for annee, (amount, source) in taken.items()
    }
    columns = (colonnes.ANNEE_PLAFOND, *next(iter(rows.values())))
    text = with_rows(_list(examen.sources.files, PASS_PROPRE), colonnes.PLAFONDS, columns, rows)
    told = [
        f"  {annee} : {euros(known[annee].montant) if annee in known else 'inconnu'} → {amount.value} € ({source})"
        for annee, (amount, source) in taken.items()
    ]
    title = "Plafond annuel de la Sécurité sociale :"
    return _taken(
        demande,
        PASS_PROPRE,
        _encoded(examen, PASS_PROPRE, text),
        [title, *told, f"{PASS_PROPRE} est écrit."],
    )


def _encoded(examen: Examen, path: str, text: str) -> bytes:
    """With the mark by which Excel knows UTF-8, unless the list was there without it."""
    marked = examen.sources.files.get(path, BOM_UTF8).startswith(BOM_UTF8)
    return (BOM_UTF8 if marked else b"") + text.encode()


def _list(files: Files, path: str) -> CsvFile | None:
    """The list that the project has, whole; it is never written over while a line of it cannot be read."""
    said: list[Finding] = []
    text = decode(path, files[path], said) if path in files else None
    liste = read_csv(path, text, said) if text is not None else None
    if said:
        raise Empechement(f"{as_text(said)}\nCorrigez d'abord {path}. {NOTHING}")
    return liste


def _taken(demande: Demande, path: str, data: bytes, told: Sequence[str]) -> int:
    """Write the file, unless a check would then find an error in it that is not there now."""
    files, odd = read_project(demande.root)
    if files.get(path) == data:
        print(f"{path} est déjà ce fichier. {NOTHING}")
        return 0
    before, after = (
        examine(state, odd, date.today(), gabarits_connus=True).findings
        for state in (files, {**files, path: data})
    )
    faults = [one for one in after if one.is_error and one.span.path == path and one not in before]
    if faults:
        print(as_text(faults))
        print(f"Ce fichier n'a pas été pris. {NOTHING}")
        return ERREURS
    target = demande.root / path
    replace_all(target.parent, {target.name: data}, ".tmp-")
    print("\n".join(told))
    return 0
