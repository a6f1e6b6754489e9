"""Rules on the sections that a projet de santé is expected to have, each asked for by its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.couverture import Attendu, Couverture, Presence
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et
from pipeline.model.mission import PAR_CLE
from pipeline.model.projet import DOSSIERS_CHAPITRES, Chapitre, Projet
from pipeline.model.span import Span


@controle(des=EtapeCPTS.PROJET)
def sections_are_there(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A section that no text holds; one whose title waits for its text is told by its blanks."""
    for found in _asked(projet, comptes):
        attendu = found.attendu
        if found.presence is Presence.ABSENT:
            wanted = " ; ".join(sujet.nom for sujet in attendu.sujets)
            message = f"aucun texte ne présente « {attendu.rubrique} » : {wanted}."
            hint = (
                f"{_command(attendu)} prépare ce chapitre, avec une ligne pour chaque chose à dire."
            )
            yield Finding("P011", message, Span(_file(attendu)), (hint,))


@controle(des=EtapeCPTS.PROJET)
def sections_say_what_is_expected(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """A section that is there and says too little."""
    for found in _asked(projet, comptes):
        if found.presence is Presence.INSUFFISANT and not found.en_attente:
            message = f"« {found.attendu.titre} » : {found.conseil}."
            help_lines = [s.aide for s in found.attendu.sujets if s.nom in found.manque]
            hints = (f"à dire : {' '.join(help_lines)}",) if help_lines else ()
            yield Finding("P012", message, found.span or Span(_file(found.attendu)), hints)


def _asked(projet: Projet, comptes: Comptes) -> Iterator[Couverture]:
    """The sections of which something can be said: not those of a part that is empty or badly read."""
    unsure = [path for path in projet.ancres_incertaines if path.endswith(".md")]
    for found in comptes.couverture:
        attendu = found.attendu
        folders = tuple(DOSSIERS_CHAPITRES[partie] for partie in attendu.parties)
        unread = any(path.startswith(folders) for path in unsure)
        if projet.chapitres[attendu.partie] and not unread and not attendu.dit_par:
            yield found


def _file(attendu: Attendu) -> str:
    return f"{DOSSIERS_CHAPITRES[attendu.partie]}{attendu.fichier}.md"


def _command(attendu: Attendu) -> str:
    return f'make chapitre PARTIE={attendu.partie} TITRE="{attendu.rubrique}"'


@controle(des=EtapeCPTS.PROJET)
def missions_have_a_pilot(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Somebody answers for each mission: who is named, else whoever leads all its fiches.  The others are told together."""
    without = [
        chapitre for chapitre in projet.chapitres["missions"] if _is_nobody_s(chapitre, projet)
    ]
    if without:
        names = dict.fromkeys(PAR_CLE[one.mission.value].titre for one in without if one.mission)
        listed = et(f"« {titre} »" for titre in names)
        message = f"plusieurs pilotes, et personne ne répond de la mission : {listed}."
        hint = (
            "ajoutez « pilote: », et une clé de personnes.csv, en tête du chapitre de la mission."
        )
        first, *others = [one.span for one in without]
        yield Finding("P010", message, first, (hint,), tuple(others))


def _is_nobody_s(chapitre: Chapitre, projet: Projet) -> bool:
    mission = chapitre.mission.value if chapitre.mission else ""
    if chapitre.pilote is not None or mission not in PAR_CLE or not projet.retenue(mission):
        return False
    named = [fiche.pilote.value for fiche in projet.fiches_de(mission) if fiche.pilote]
    people = {person.cle if (person := projet.annuaire.trouver(one)) else one for one in named}
    return len(people) > 1 and not projet.doutes.texte(chapitre.path)
