"""Part 2: each mission kept, presented by its chapter, then its fiches in one layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.chapitres import chapitre, illisibles
from pipeline.assemble.chiffres_cles import ChiffreCle, carres, compte, demarrage, depenses
from pipeline.assemble.fiche import laid_out
from pipeline.assemble.partie import alinea, titre
from pipeline.model.ancre import de_mission
from pipeline.model.bareme import SOCLE
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.fiche import Fiche
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import BulletList, Emphasis, Paragraph, plain
from pipeline.model.span import Placed


def missions(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    parts: list[Contenu] = [
        titre(1, "Partie 2 — Missions", ancre="partie-missions", repere="Partie 2")
    ]
    kept = projet.identite.retenues
    first = True
    for mission in MISSIONS:
        mine = _fiches_of(mission.cle, projet)
        if mission.cle in kept or mine:
            parts += _mission(mission, mine, first, projet, comptes, constats)
            first = False
    parts += _without_mission(projet, comptes, constats)
    for chapter in projet.chapitres["missions"]:
        if _mission_of(chapter) not in kept:
            parts += chapitre(chapter, comptes, constats, 2)
    return (*parts, *illisibles(projet, "missions", constats, 2))


def _mission(
    mission: Mission,
    fiches: list[Fiche],
    first: bool,
    projet: Projet,
    comptes: Comptes,
    constats: Constats,
) -> list[Contenu]:
    line = projet.bareme.mission(mission.cle)
    kind = "Mission socle" if line is None or line.statut == SOCLE else "Mission complémentaire"
    repere = f"Mission {mission.rang}"
    parts: list[Contenu] = [
        titre(
            2,
            f"{repere} — {mission.titre}",
            new_page=not first,
            ancre=de_mission(mission.cle),
            repere=repere,
        ),
        Paragraph((Emphasis(plain(f"{kind} de l'accord conventionnel interprofessionnel.")),)),
    ]
    parts += _pilot(mission, projet)
    parts += carres(list(_key_figures(mission, fiches, projet, comptes)), mission.rang)
    for chapter in projet.chapitres["missions"]:
        if _mission_of(chapter) == mission.cle:
            parts += chapitre(chapter, comptes, constats, 3)
    return [*parts, *laid_out(fiches, projet, comptes, constats)]


def _pilot(mission: Mission, projet: Projet) -> list[Contenu]:
    """Who is in charge of the mission, with whom, and whom to ask, in a line; nothing while nobody is named."""
    mine = [one for one in projet.chapitres["missions"] if _mission_of(one) == mission.cle]
    pilots = [one.pilote for one in mine if one.pilote]
    copilots = [placed for one in mine for placed in one.copilotes]
    referents = [one.referent for one in mine if one.referent]
    said = [
        _role("Pilote de la mission", pilots[:1], projet),
        _role("Copilote", copilots, projet),
        _role("Référent pour les partenaires", referents[:1], projet),
    ]
    line = " ".join(filter(None, said))
    return [alinea(line)] if line else []


def _role(role: str, names: Sequence[Placed[str]], projet: Projet) -> str:
    """« Copilote : … ; …. », empty while nobody has that role."""
    return f"{role} : {' ; '.join(_named(one, projet) for one in names)}." if names else ""


def _named(placed: Placed[str], projet: Projet) -> str:
    personne = projet.annuaire.trouver(placed.value)
    return personne.designation if personne else placed.value


def _key_figures(
    mission: Mission, fiches: list[Fiche], projet: Projet, comptes: Comptes
) -> Iterator[ChiffreCle]:
    """Those that are known; none for a mission that is still to be written."""
    yield from compte(len(fiches), "fiches action", "fiche action")
    yield from compte(sum(len(one.indicateurs) for one in fiches), "indicateurs", "indicateur")
    start = demarrage(fiches)
    if start is not None:
        yield str(start), "démarrage"
    yield from depenses(comptes.blocs.get(mission.cle), projet.budget.annees)


def _mission_of(found: Chapitre | Fiche) -> str:
    """The key of the mission that a chapter presents or that a fiche serves, empty when it names none."""
    return found.mission.value if found.mission else ""


def _fiches_of(mission: str, projet: Projet) -> list[Fiche]:
    """The fiches of a mission by their code; of none, with an empty key."""
    mine = [fiche for fiche in projet.fiches if _mission_of(fiche) == mission]
    return sorted(mine, key=lambda fiche: fiche.cle)


def titres_des_fiches(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """What will be done, for whoever does not need the fiches: one line each, under the title of its mission."""
    parts: list[Contenu] = [
        titre(1, "Nos actions", ancre="partie-titres-des-fiches", repere="Nos actions")
    ]
    named = [*((mission.cle, mission.titre) for mission in MISSIONS), ("", "Sans mission")]
    for cle, title in named:
        mine = _fiches_of(cle, projet)
        if mine:
            parts.append(titre(2, title))
            parts.append(BulletList(tuple((Paragraph(plain(_title(fiche))),) for fiche in mine)))
    return tuple(parts)


def _title(fiche: Fiche) -> str:
    return f"{fiche.titre.value} ({fiche.cle})" if fiche.titre else fiche.cle


def _without_mission(projet: Projet, comptes: Comptes, constats: Constats) -> list[Contenu]:
    """In a brouillon only: fiches whose mission or whose file could not be read."""
    fiches = [fiche for fiche in projet.fiches if not _mission_of(fiche)]
    if not fiches and not projet.fiches_illisibles:
        return []
    parts: list[Contenu] = [titre(2, "Fiches à rattacher")]
    parts += laid_out(fiches, projet, comptes, constats)
    for path in projet.fiches_illisibles:
        parts += [titre(3, path), *constats.of_file(path)]
    return parts
