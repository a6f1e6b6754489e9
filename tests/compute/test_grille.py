"""The grid of the ARS: an item is *présent* by what the projet says, never by a file that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.compute import answered
from pipeline.compute.couverture import couverture
from pipeline.disk import read_project
from pipeline.model.couverture import ATTENDUS, Couverture, Presence
from pipeline.model.grille import ITEMS, Reponse
from pipeline.model.projet import Projet
from pipeline.run import Examen, examine
from tests.projets import CHECKOUT, TODAY, edited
from tests.scenarios import PROJET

PLUS = """content/organisation/06-coordination.md
créer
+ # Le poste de coordination
+
+ Un poste.
+
+ Elle prépare les réunions, suit les fiches et rend compte chaque mois au bureau, qui l'emploie.
+ Le poste est à mi-temps, et demande une formation en santé publique et l'habitude d'animer un groupe.
content/organisation/07-telesante.md
créer
+ # La télésanté
+
+ De loin.
+
+ La téléconsultation se fait à la pharmacie ou au cabinet infirmier, où un soignant reste à côté du patient.
+ La téléexpertise passe par la messagerie.
content/organisation/08-choix.md
créer
+ # Le choix et le coût des outils
+
+ Un choix.
+
+ Trois devis ont été comparés avec l'appui du groupement régional, et deux offres écartées faute de reprise des données.
+ Le coût de chaque abonnement est inscrit au budget, fiche par fiche, pour toute la durée du contrat.
content/organisation/09-cadre.md
créer
+ # Le cadre régional
+
+ Un cadre.
+
+ Chaque fiche sert une orientation du PRS, ou une action du contrat local de santé que porte l'agglomération.
+ Le conseil territorial de santé reçoit chaque année le rapport d'activité et en parle avec nous.
"""
"""Four sections that were not expected when that example was kept."""

SECTIONS = [attendu.cle for attendu in ATTENDUS]


@pytest.fixture(scope="module")
def lu() -> Examen:
    """An example where each section is the matter of one chapter: in a richer one, several may say the same."""
    return examine(edited(read_project(PROJET)[0], PLUS), (), TODAY, gabarits_connus=True)


def section(projet: Projet, cle: str) -> Couverture:
    return next(one for one in couverture(projet) if one.attendu.cle == cle)


def reponse(examen: Examen, cle: str, projet: Projet | None = None) -> Reponse:
    grille = answered(projet or examen.projet, examen.comptes)
    return next(one for one in grille.reponses if one.cle == cle)


def with_blocks_of(projet: Projet, partie: str, path: str, other: str) -> Projet:
    """The projet where a chapter holds the text of another; nothing at all for a name of none."""
    texts = {chapitre.path: chapitre.blocs for chapitre in projet.chapitres[partie]}
    chapters = tuple(
        replace(one, blocs=texts.get(other, ())) if one.path == path else one
        for one in projet.chapitres[partie]
    )
    return replace(projet, chapitres={**projet.chapitres, partie: chapters})


@pytest.mark.parametrize("root", [PROJET, CHECKOUT], ids=["small", "shipped"])
def test_the_example_answers_everything(exemple: Path, root: Path) -> None:
    files = read_project(root)[0]
    kept = edited(files, PLUS) if root == PROJET else files
    lu = examine(kept, (), TODAY, gabarits_connus=True)
    grille = answered(lu.projet, lu.comptes)
    assert [one.attendu.cle for one in grille.sections] == SECTIONS
    assert [one.cle for one in grille.reponses] == list(ITEMS)
    states = {one.presence for one in grille.sections} | {one.presence for one in grille.reponses}
    assert states == {Presence.PRESENT}
    assert all(one.lignes and one.lieu for one in grille.reponses)


@pytest.mark.parametrize(
    ("cle", "chapitre"),
    [
        ("communication", "content/organisation/05-communication.md"),
        ("coordination", "content/organisation/01-pilotage-et-coordination.md"),
    ],
)
def test_a_reader_is_sent_to_the_chapter_of_that_title(
    exemple: Path, cle: str, chapitre: str
) -> None:
    """The governance speaks of posters and of who coordinates, before the chapters that are about them."""
    lu = examine(read_project(exemple)[0], (), TODAY, gabarits_connus=True)
    found = section(lu.projet, cle).span
    assert found is not None
    assert found.path == chapitre


@pytest.mark.parametrize("cle", SECTIONS)
def test_a_chapter_emptied_to_its_title_is_no_longer_enough(lu: Examen, cle: str) -> None:
    found = section(lu.projet, cle)
    assert found.span is not None
    emptied = with_blocks_of(lu.projet, found.attendu.partie, found.span.path, "")
    now = section(emptied, cle)
    assert now.presence is not Presence.PRESENT
    assert now.conseil


@pytest.mark.parametrize("cle", SECTIONS)
def test_a_chapter_filled_with_another_s_text_is_no_longer_enough(lu: Examen, cle: str) -> None:
    found = section(lu.projet, cle)
    assert found.span is not None
    partie = found.attendu.partie
    for other in lu.projet.chapitres[partie]:
        if other.path != found.span.path:
            changed = with_blocks_of(lu.projet, partie, found.span.path, other.path)
            assert section(changed, cle).presence is not Presence.PRESENT, other.path


@pytest.mark.parametrize("cle", SECTIONS)
def test_the_bare_words_of_a_section_are_too_short_to_be_it(lu: Examen, cle: str) -> None:
    """Three words that would match are a wish, not a section."""
    found = section(lu.projet, cle)
    assert found.span is not None
    chapitres = lu.projet.chapitres[found.attendu.partie]
    alone = next(one for one in chapitres if one.path == found.span.path)
    first = replace(alone, blocs=alone.blocs[:1])
    only = {**lu.projet.chapitres, found.attendu.partie: (first,)}
    assert section(replace(lu.projet, chapitres=only), cle).presence is not Presence.PRESENT


def without_people(engagement: str) -> Callable[[Projet], Projet]:
    def change(projet: Projet) -> Projet:
        kept = tuple(p for p in projet.annuaire.personnes if p.engagement != engagement)
        return replace(projet, annuaire=replace(projet.annuaire, personnes=kept))

    return change


def without_the_fiches_of(mission: str) -> Callable[[Projet], Projet]:
    def change(projet: Projet) -> Projet:
        kept = tuple(fiche for fiche in projet.fiches if fiche.cle_mission != mission)
        return replace(projet, fiches=kept)

    return change


def one_fiche_without(**lost: object) -> Callable[[Projet], Projet]:
    def change(projet: Projet) -> Projet:
        first, *others = projet.fiches
        return replace(projet, fiches=(replace(first, **lost), *others))  # type: ignore[arg-type]

    return change


def without_sense(projet: Projet) -> Projet:
    return with_blocks_of(projet, "diagnostic", "content/diagnostic/01-territoire.md", "")


LOSSES: Mapping[str, tuple[Callable[[Projet], Projet], Presence]] = {
    "communes": (without_sense, Presence.INSUFFISANT),
    "engages": (without_people("engagé"), Presence.ABSENT),
    "a_venir": (without_people("à venir"), Presence.ABSENT),
    "besoins": (lambda projet: replace(projet, besoins=()), Presence.ABSENT),
    "missions": (without_the_fiches_of("crises"), Presence.INSUFFISANT),
    "coherence": (one_fiche_without(besoins=()), Presence.INSUFFISANT),
    "declinaison": (one_fiche_without(indicateurs=(), textes={}), Presence.INSUFFISANT),
    "prs": (one_fiche_without(orientations_prs=()), Presence.INSUFFISANT),
    "pertinence": (without_sense, Presence.INSUFFISANT),
}


@pytest.mark.parametrize("cle", LOSSES)
def test_one_fact_removed_turns_its_own_line(lu: Examen, cle: str) -> None:
    lose, expected = LOSSES[cle]
    now = reponse(lu, cle, lose(lu.projet))
    assert now.presence in (expected, Presence.ABSENT)
    assert now.manque


def test_a_commitment_expected_without_a_name_is_to_come(exemple: Path) -> None:
    lu = examine(read_project(exemple)[0], (), TODAY, gabarits_connus=True)
    said = "Sans nom encore, 12 : infirmier (12)."
    assert said in reponse(lu, "a_venir").lignes
    alone = reponse(lu, "a_venir", without_people("à venir")(lu.projet))
    assert (alone.presence, alone.lignes) == (Presence.PRESENT, (said,))
    assert said not in reponse(lu, "engages").lignes


def test_structures_and_inhabitants_are_no_professionals(lu: Examen) -> None:
    engaged = [one for one in lu.projet.annuaire.presents if one.engagement == "engagé"]
    trades = [one for one in engaged if one.type == "physique" and lu.projet.profession(one)]
    structures = [one for one in engaged if one.type == "morale"]
    professionals, others, *_rest = reponse(lu, "engages", lu.projet).lignes
    assert professionals.startswith(f"{len(trades)} professionnels : ")
    assert others == f"{len(structures)} structures."
    assert len(trades) + len(structures) < len(engaged)


def test_a_population_that_is_not_known_is_absent(lu: Examen) -> None:
    unknown = replace(lu.comptes, population=None)
    found = answered(lu.projet, unknown).reponses
    assert next(one for one in found if one.cle == "habitants").presence is Presence.ABSENT


def test_every_item_has_its_loss() -> None:
    assert {*LOSSES, "habitants"} == set(ITEMS)


FICHE = "content/fiches/M3-01-surpoids-enfant.md"
TERRITOIRE = "content/diagnostic/01-territoire.md"
IDENTITE = "content/projet.yaml"
BESOINS = "content/diagnostic/besoins.csv"
GENS = "content/personnes.csv"


def rubrique(titre: str) -> str:
    """A heading of a fiche and what stands under it."""
    return rf"(?ms)^## {titre}\n.*?(?=^## |\Z)"


LIMITES = "(?:Les limites du territoire|Pourquoi ces limites)"
MOYENS = "Moyens (?:logistiques|numériques|humains)"
FACTS: Mapping[str, tuple[str, str, str, set[str]]] = {
    "the communes": (IDENTITE, r"(?m)^communes:\n(?:  - .*\n)+", "", {"communes", "habitants"}),
    "the name of a commune": (IDENTITE, "- 32013 ", "- 99999 ", {"communes", "habitants"}),
    "the limits": (TERRITOIRE, rubrique(LIMITES), "", {"communes", "pertinence"}),
    "why these limits": (TERRITOIRE, rubrique("Pourquoi ces limites"), "", {"pertinence"}),
    "who is engaged": (GENS, ";engagé;", ";à venir;", {"engages"}),
    "who is to come": (GENS, ";à venir;", ";engagé;", {"a_venir"}),
    "the figure of a need": (BESOINS, "5,6 % des personnes en ALD n'en ont pas", "", {"besoins"}),
    "the source of a need": (BESOINS, "Rezone CPTS, 2026;haute", ";haute", {"besoins"}),
    "a mission kept": (IDENTITE, r"(?m)^  - crises\n", "", {"missions"}),
    "the need that a fiche answers": (FICHE, r"(?m)^besoins: .*\n", "", {"coherence"}),
    "its objectives": (FICHE, rubrique("Objectifs opérationnels"), "", {"declinaison"}),
    "its means": (FICHE, rubrique(MOYENS), "", {"declinaison"}),
    "its indicators": (FICHE, rubrique("Indicateurs"), "", {"declinaison"}),
    "its orientation": (FICHE, r"(?m)^orientations_prs: .*\n", "", {"prs"}),
    "the orientations": (IDENTITE, r"(?m)^orientations_prs:\n(?:  .*\n)+", "", {"prs"}),
}
"""What is taken out of a source, and the lines of the grid that answer no more: no other."""


@pytest.mark.parametrize("lost", FACTS)
def test_a_fact_taken_out_of_its_source_turns_the_right_line_red_and_no_other(lost: str) -> None:
    path, words, instead, expected = FACTS[lost]
    files = edited(read_project(PROJET)[0], PLUS)
    text, count = re.subn(words, instead, files[path].decode())
    assert count
    found = examine({**files, path: text.encode()}, (), TODAY, gabarits_connus=True)
    answers = answered(found.projet, found.comptes).reponses
    red = {one.cle: one.manque for one in answers if one.presence is not Presence.PRESENT}
    assert set(red) == expected
    assert all(red.values())
