"""Twelve fiches by someone who had the guides alone: 202 values of 296 right, 40 asked, 36 wrong, 18 lost."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.commands import importer
from pipeline.commands.ligne import understand
from pipeline.interpret.importation.mesures import measure_in
from pipeline.interpret.importation.personnes import people_in
from pipeline.interpret.importation.responsables import charge_in, known_person
from pipeline.model.importation import SourceLue
from pipeline.model.langue.mots import fold
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Table
from pipeline.read.docx import read_docx
from pipeline.write.markdown import Markdown
from tests.importation.entrees import fiches, written
from tests.importation.fabrique import saved
from tests.importation.test_dix_fiches_de_plus import SHORT, formed
from tests.importation.test_voisins_des_manieres import read, sections


def page(*rows: str) -> str:
    """A page of one table; « 3~ » before a cell is the columns that it spans."""
    return (
        "<table>"
        + "".join(f"<tr>{''.join(map(_cell, row.split('|')))}</tr>" for row in rows)
        + "</table>"
    )


def _cell(words: str) -> str:
    span, tilde, rest = words.partition("~")
    return f'<td colspan="{span}">{rest}</td>' if tilde else f"<td>{words}</td>"


def people_of(projet: Path) -> tuple[Path, Annuaire]:
    return projet, importer._Projet.of(projet, "").contexte.annuaire


# --- titles over contents, one pair of rows after another -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                "QUOI ?|QUI ?",
                "Des ateliers mémoire|Dr Claire Delafable",
                "POURQUOI ?|POUR QUI ?",
                "Trop de chutes chez nous.|Les plus de 70 ans",
                "OÙ ?|QUAND ?",
                "Trois communes|mars 2028",
                "COMBIEN ?|COMMENT SAURA-T-ON ?",
                "4 000 €|Nombre d'ateliers",
            ),
            {
                "Sous-actions": "Des ateliers mémoire",
                "Problématiques constatées": "Trop de chutes",
                "Public cible": "Les plus de 70 ans",
                "Planning prévisionnel": "mars 2028",
                "Budget": "4 000 €",
                "Indicateurs": "### Indicateur : Nombre d'ateliers",
                "À ranger": "**OÙ ?**\n\nTrois communes",
            },
        ),
        (
            (
                "4~Bien vieillir chez soi",
                "<b>Constat</b>|<b>Objectifs</b>|<b>Public</b>|<b>Lieux</b>",
                "Des chutes|Moins de chutes|Les aînés|Mairie",
                "<b>Partenaires</b>|<b>Moyens humains</b>|<b>Calendrier</b>|<b>Freins</b>",
                "CCAS|Un éducateur|Début : mai 2028|Transport",
            ),
            {
                "Problématiques constatées": "Des chutes",
                "Objectifs opérationnels": "Moins de chutes",
                "Acteurs et partenaires": "CCAS",
                "Moyens humains": "Un éducateur",
                "Freins et leviers": "Transport",
                "À ranger": "**Lieux**\n\nMairie",
            },
        ),
        (
            (
                "3~Fiche vaccination",
                "CONTEXTE|OBJECTIFS|PUBLIC",
                "Peu de vaccinés|Vacciner|Collégiens",
                "3~PLAN D'ACTION",
                "Action|Qui|Quand",
                "Former|IDE|mai 2028",
                "3~INDICATEURS",
                "Indicateur|Départ|Cible année 3",
                "Vaccinés|30 %|60 %",
                "Séances|0|8",
                "FREINS|LEVIERS|BUDGET",
                "Refus|École|2 000 €",
            ),
            {
                "Objectifs opérationnels": "Vacciner",
                "Sous-actions": "| Former | IDE | mai 2028 |",
                "Indicateurs": "### Indicateur : Séances\n\n- départ : 0",
                "Freins et leviers": "**Leviers**\n\nÉcole",
                "Budget": "2 000 €",
            },
        ),
    ],
)
def test_titles_over_their_contents_are_read_column_by_column(
    rows: tuple[str, ...], expected: dict[str, str]
) -> None:
    """Not one of 25 values of such a page was right."""
    found = sections(page(*rows), "page.html")
    for title, words in expected.items():
        assert words in found[title]


def test_a_table_whose_titles_come_again_is_still_a_table() -> None:
    rows = ("Action|Qui|Quand", "Former|IDE|mai 2028", "Action|Qui|Quand", "Ouvrir|MSP|mai 2029")
    found = sections(f"<h2>Contexte</h2><p>Peu</p><h2>Actions</h2>{page(*rows)}", "page.html")
    assert "| Ouvrir | MSP | mai 2029 |" in found["Sous-actions"]


# --- a mission beside a text on standard input ----------------------------------------------------------------------------


@pytest.mark.parametrize("mission", ["MISSION=parcours", "MISSION=M2", "MISSION=2"])
def test_the_mission_that_a_pasted_text_lacks_is_given_as_it_is_told(
    projet: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mission: str,
) -> None:
    """« make importer MISSION=parcours < mail.txt » looked for a file of that name."""
    text = "Constat\n\nPeu\n\nObjectifs\n\nPlus\n\nActions\n\n- Former\n"

    def bring(*words: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        assert importer.execute(understand(["-C", str(projet), "importer", *words])) == 0

    bring()
    assert "make importer MISSION=prevention < votre-texte.txt" in capsys.readouterr().out
    bring(mission)
    came = [text for text in fiches([*written(projet)]) if "Former\n" in text and "Peu" in text]
    assert len(came) == 1
    assert "mission: parcours" in came[0]


def test_a_file_without_a_mission_is_told_the_whole_command(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = projet / "fiche libre.md"
    source.write_text("## Constat\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Actions\n\n- Former\n")
    importer.execute(understand(["-C", str(projet), "importer", str(source)]))
    said = capsys.readouterr().out
    assert f"FICHIER='{source}' MISSION=prevention" in said or f'FICHIER="{source}"' in said


# --- bars of a calendar -------------------------------------------------------------------------------------------------------

VIDE, PLEIN = "<td></td>", '<td style="background:#70AD47"></td>'
AVANT = "<h2>Contexte</h2><p>Peu</p><h2>Objectifs</h2><p>Plus</p><h2>Calendrier</h2>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                row("Action 2027", *"JFMAMJJASOND"),
                row("Former", *[VIDE] * 3, *[PLEIN] * 2, *[VIDE] * 7),
            ),
            "| Former | d’avril 2027 à mai 2027 |",
        ),
        (
            (
                row("Actions 2028", *"AMJJASONDJFM"),
                row("Bilan", *[VIDE] * 10, *[PLEIN] * 2),
            ),
            "| Bilan | de février 2029 à mars 2029 |",
        ),
        (
            (
                row("", '<td colspan="4">2027</td>', '<td colspan="4">2028</td>'),
                row("", "T1", "T2", "T3", "T4", "T1", "T2", "T3", "T4"),
                row("Former", VIDE, '<td colspan="3" bgcolor="red"></td>', *[VIDE] * 4),
            ),
            "| Former | de T2 2027 à T4 2027 |",
        ),
        (
            (
                "<style>.x1{background-color: #FFC000}</style>",
                row("Étapes", "Janv.", "Févr.", "Mars", "Avr."),
                row("Former", VIDE, '<td class="x1"></td>', '<td class="x1"></td>', VIDE),
            ),
            "| Former | février à mars |",
        ),
        (
            (row("Étapes 2028", "S1", "S2"), row("Former", PLEIN, VIDE)),
            "| Former | S1 2028 |",
        ),
    ],
)
def test_cells_that_their_colour_alone_fills_say_when(rows: tuple[str, ...], expected: str) -> None:
    """Four bars of a chart were dropped without a word."""
    found = sections(f"{AVANT}<table>{''.join(rows)}</table>", "page.html")
    assert expected in found["Planning prévisionnel"]


def test_a_row_of_one_colour_is_no_bar_and_a_colour_that_no_time_titles_is_told() -> None:
    striped = '<tr style="">' + '<td bgcolor="#eee">Former</td>' + '<td bgcolor="#eee"></td>' * 2
    rows = row("Étapes", "2027", "2028") + striped + "</tr>" + row("Bilan", "X", "")
    found = sections(f"{AVANT}<table>{rows}</table>", "page.html")["Planning prévisionnel"]
    assert "| Bilan | 2027 |" in found
    assert "| Former |  |" in found
    places = row("Étapes", "Lombez", "Gimont") + row("Former", VIDE, PLEIN)
    said = read(f"{AVANT}<table>{places}</table>", "page.html").rapport
    assert any("la couleur de ses cases vides n'est pas reprise" in line for line in said)


def test_the_colour_of_a_cell_of_word_is_read_and_white_is_none() -> None:
    document = Document()
    table = document.add_table(2, 3)
    for at, colour in enumerate(("auto", "92D050", "FFFFFF")):
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>')
        table.cell(1, at)._tc.get_or_add_tcPr().append(shading)
        table.cell(0, at).text = ("Action", "2027", "2028")[at]
    table.cell(1, 0).text = "Former"
    lue = read_docx(saved(document))
    assert isinstance(lue, SourceLue)
    (found,) = lue.blocks
    assert isinstance(found, Table)
    assert [cell.teinte for cell in found.rows[0]] == ["", "92d050", ""]


# --- actions under titles of their own ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "actions",
    [
        "### Action 1 – Former les IDE\n\nUn soir par mois. Référente : Claire Delafable. Échéance : mai 2028.\n\n"
        "### Action 2 – Bilan\n\nEn assemblée. Responsable : Yann Fablier. Date : juin 2029.\n",
        "**Action 1 : Former les IDE**\n\nUn soir par mois.\n\nPorteur : Claire Delafable\n\nQuand : mai 2028\n\n"
        "**Action 2 : Bilan**\n\nEn assemblée.\n\nPorteur : Yann Fablier\n\nQuand : juin 2029\n",
        "### Former les IDE\n\n- Un soir par mois\n- Pilote : Claire Delafable\n- Échéance : mai 2028\n\n"
        "### Bilan\n\n- En assemblée\n- Pilote : Yann Fablier\n- Échéance : juin 2029\n",
        "#### ACTION 1. Former les IDE\n\nUn soir par mois. Animatrice : Claire Delafable. Calendrier : mai 2028.\n\n"
        "#### ACTION 2. Bilan\n\nEn assemblée. Animateur : Yann Fablier. Calendrier : juin 2029.\n",
    ],
)
def test_an_action_under_its_own_title_is_a_line_of_the_sub_actions(actions: str) -> None:
    """Three of them became headings that the trame does not know."""
    text = f"## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Plan d'actions\n\n{actions}\n## Public\n\nTous\n"
    found = sections(text)
    assert (
        "| Former les IDE : Un soir par mois | Claire Delafable | mai 2028 |"
        in found["Sous-actions"]
    )
    assert "| Bilan : En assemblée | Yann Fablier | juin 2029 |" in found["Sous-actions"]
    assert found["Public cible"] == "Tous"


def test_a_title_over_a_list_of_tasks_stays_one() -> None:
    text = "## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Actions\n\n### Année 2027\n\n- Former\n- Ouvrir\n"
    found = sections(text)["Sous-actions"]
    assert found.startswith("### Année 2027")
    assert "- Former\n- Ouvrir" in found


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (
            "Objectif | Indicateur | Base | Cible à 3 ans | Source",
            ["Loger | Internes logés | 30 % | 100 % | CPTS", "Former | IDE formées | 0 | 8 | CPTS"],
        ),
        (
            "Objectifs spécifiques | Indicateur | Valeur initiale | Cible année 3 | Source",
            ["Loger | Internes logés | 30 % | 100 % | CPTS", " | IDE formées | 0 | 8 | CPTS"],
        ),
        (
            "Objectif | Action | Responsable | Échéance | Indicateur | Départ | Cible N+3 | Source",
            [
                "Loger | Meubler | Mme Roux | mai 2028 | Internes logés | 30 % | 100 % | CPTS",
                "Former | Réunir | Mme Roux | juin 2028 | IDE formées | 0 | 8 | CPTS",
            ],
        ),
    ],
)
def test_columns_of_several_headings_each_go_to_theirs(titles: str, rows: list[str]) -> None:
    width = titles.count("|") + 1
    lines = "\n".join(f"| {row} |" for row in (titles, "|".join(["---"] * width), *rows))
    found = sections(f"## Contexte\n\nPeu\n\n## Objectifs\n\n{lines}\n\n## Public\n\nTous\n")
    assert "- Loger" in found["Objectifs opérationnels"]
    assert (
        "### Indicateur : Internes logés\n\n- départ : 30 %\n- cible année 3 : 100 %"
        in found["Indicateurs"]
    )
    assert "### Indicateur : IDE formées" in found["Indicateurs"]
    assert ("| Meubler | Mme Roux | mai 2028 |" in found.get("Sous-actions", "")) is (
        "Action" in titles
    )


def test_a_table_of_tasks_takes_the_title_above_it_along() -> None:
    rows = "| # | Quoi | Qui | Deadline | Fait |\n|---|---|---|---|---|\n| 1 | Former | IDE | mai 2028 | [x] |\n"
    found = sections(
        f"## Contexte\n\nPeu\n\n## Objectifs\n\nPlus\n\n### Feuille de route\n\n{rows}"
    )
    assert "| Former | IDE | mai 2028 |" in found["Sous-actions"]
    assert found["Objectifs opérationnels"] == "Plus"
    assert "Fait" in found["À ranger"]


# --- sentences that turn to something else ------------------------------------------------------------------------------------

EN_LIGNES = "Le problème\nTrop peu\n\nCe qu'on veut faire\n- Former\n\nQui fait quoi et quand\n- Réunir : mai 2028\n\n"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Pour les indicateurs, j'ai pensé à :\n- nombre de réunions", "Indicateurs"),
        ("Comme indicateurs, on pourrait suivre :\n- nombre de réunions", "Indicateurs"),
        ("Côté budget, il faudrait 1 200 € par an.", "Budget"),
        ("Au niveau du planning :\n- bilan : juin 2029", "Planning prévisionnel"),
        ("Concernant les indicateurs :\n- nombre de réunions", "Indicateurs"),
    ],
)
def test_a_sentence_that_turns_to_a_heading_opens_it(words: str, title: str) -> None:
    """A list of indicators went under the sub-actions, and not a word told of it."""
    found = sections(f"{EN_LIGNES}{words}\n", "mail.txt")
    said = words.split("\n")[-1].strip("- .")
    assert said in found[title]
    assert said not in found["Sous-actions"]
    assert "Indicateur : Pour" not in found.get("Indicateurs", "")


def test_a_sentence_about_people_turns_to_nothing() -> None:
    found = sections(f"{EN_LIGNES}Pour les patients, un numéro unique est prévu.\n", "mail.txt")
    assert "numéro unique" in found["Sous-actions"]


def test_a_dated_sentence_of_the_planning_stays_there() -> None:
    text = f"{EN_LIGNES}Calendrier\n- lancement : mai 2027\n\nL'évaluation aura lieu à M+18.\n"
    found = sections(text, "mail.txt")
    assert "M+18" in found["Planning prévisionnel"]
    assert "Indicateurs" not in found


# --- the header ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Date de la fiche : 12 mai 2026",
        "Dernière mise à jour : 12 mai 2026",
        "Rédigé le : 12 mai 2026",
        "Date de rédaction : 12/05/2026",
        "Version du document : mai 2026",
    ],
)
def test_the_date_of_the_paper_is_no_date_of_the_action(line: str) -> None:
    fiche = formed(f"{line}\n\n{SHORT}## Planning\n\n- Réunion : juin 2028\n")
    assert fiche.entete["dates"] == ("demarrage: XX",)
    assert "2026" not in Markdown().text(dict(fiche.sections)["Planning prévisionnel"])
    assert "2026" in Markdown().text(fiche.a_ranger)


@pytest.mark.parametrize(
    ("lines", "mission", "titre"),
    [
        (
            "PRÉVENTION\n\n« Tenir debout » : repérer les chutes\n",
            "prevention",
            "« Tenir debout » : repérer les chutes",
        ),
        (
            "Mission Accès aux soins – Fiche n°3\n\nUn médecin pour chacun\n",
            "acces_soins",
            "Un médecin pour chacun",
        ),
        ("FA 6.1 Accueillir les internes\n", "XX", "Accueillir les internes"),
        ("FA n° 2 – Accueillir les internes\n", "XX", "Accueillir les internes"),
    ],
)
def test_the_mission_alone_on_its_line_is_not_the_title(
    lines: str, mission: str, titre: str
) -> None:
    text = f"{lines}\nCONSTAT\n\nPeu\n\nOBJECTIFS\n\nPlus\n\nPUBLIC\n\nTous\n"
    fiche = formed(text, "fiche.txt")
    assert (fiche.entete["mission"], fiche.entete["titre"]) == (mission, titre)


@pytest.mark.parametrize(
    "label", ["Binôme pilote", "Pilote(s)", "Référents", "Pilotes de l'action"]
)
def test_whoever_conducts_with_the_first_is_a_second_pilot(label: str) -> None:
    fiche = formed(f"{label} : Dr Anne Verdier / Paul Laroman\n\n{SHORT}")
    assert fiche.entete["pilote"] == "Anne Verdier"
    assert fiche.entete["copilotes"] == ("Paul Laroman",)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("[[Élodie Roussel]], Paul Laroman", "Élodie Roussel"),
        ("[[Équipe/Élodie|Élodie Roussel]]", "Élodie Roussel"),
        ("[[Élodie Roussel|Élodie Roussel]]", "Élodie Roussel"),
    ],
)
def test_a_link_of_a_wiki_says_who_it_leads_to(typed: str, words: str) -> None:
    fiche = formed(f"**Pilote** : {typed}\n\n{SHORT}")
    assert fiche.entete["pilote"] == words


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Priorité : ☒ Haute ☐ Moyenne ☐ Basse", "Haute"),
        ("Priorité : Haute ☐ Moyenne ☒ Basse ☐", "Moyenne"),
    ],
)
def test_only_what_is_ticked_is_the_priority(line: str, said: str) -> None:
    assert formed(f"{line}\n\n{SHORT}").entete["priorite"] == said


def test_only_what_is_ticked_stays_on_a_line_of_choices() -> None:
    found = sections(
        f"{SHORT}## Budget\n\nCofinancement demandé : ☒ ARS (FIR) ☐ Département ☐ Autre\n"
    )
    assert found["Budget"] == "Cofinancement demandé : ARS (FIR)"


# --- people ---------------------------------------------------------------------------------------------------------------------


def test_a_trade_that_is_not_hers_is_somebody_else(projet: Path) -> None:
    _files, annuaire = people_of(projet)
    known = next(p for p in annuaire.personnes if "infirmi" in p.profession)
    cites = [*people_in(f"{known.nom_complet}, biologiste du laboratoire", annuaire)]
    assert "biologiste du laboratoire" in cites
    assert "infirmière" not in [*people_in(f"{known.nom_complet}, infirmière", annuaire)]


@pytest.mark.parametrize(
    "end", [": {nom}, mai 2027", ": {prenom}, mai 2027", ": {nom}, dès mai 2027"]
)
def test_the_end_of_a_line_says_who_does_it(projet: Path, end: str) -> None:
    _files, annuaire = people_of(projet)
    who = next(p for p in annuaire.personnes if p.prenom)
    line = f"Signer la convention {end.format(nom=who.nom_complet, prenom=who.prenom)}"
    charge = charge_in(line, annuaire)
    assert charge is not None
    assert (charge.tache, charge.qui) == ("Signer la convention", (who.cle,))
    assert "mai 2027" in charge.quand
    assert charge_in("Réunir les infirmiers : Lombez, mai 2027", annuaire) is None


@pytest.mark.parametrize("handle", ["@{cle}", "@{initiale}{nom}", "@{prenom}.{nom}"])
def test_a_handle_means_the_one_person_who_answers_to_it(projet: Path, handle: str) -> None:
    _files, annuaire = people_of(projet)
    who = next(p for p in annuaire.personnes if p.prenom and " " not in p.nom)
    typed = handle.format(
        cle=who.cle, nom=fold(who.nom), prenom=fold(who.prenom), initiale=fold(who.prenom)[0]
    )
    assert known_person(typed, annuaire) == who
    assert known_person("@personne", annuaire) is None


# --- what a line says of itself ---------------------------------------------------------------------------------------------


def test_labels_that_say_something_of_the_means_stay_on_their_line() -> None:
    line = "Temps de coordination : 2 h par semaine ; 8 balances connectées"
    found = sections(f"{SHORT}## Ressources nécessaires\n\n{line}\n")
    assert line in " ".join(found.values())


def test_a_label_after_one_of_the_budget_comes_back_to_the_means() -> None:
    means = (
        "Humains : une coordinatrice\n\nFinanciers : 2 500 € par an\n\nCommunication : plaquette\n"
    )
    found = sections(f"{SHORT}## Moyens\n\n{means}")
    assert "plaquette" not in found["Budget"]
    assert "Communication : plaquette" in found["Moyens"]


def test_two_stages_on_a_line_are_two() -> None:
    fiche = formed(
        f"{SHORT}## Calendrier\n\nDémarrage : avril 2027 – Généralisation : janvier 2028\n"
    )
    assert fiche.entete["dates"] == ("demarrage: avril 2027", "deploiement: janvier 2028")


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "DDJ : 26 (2025), 24 à 1 an, 22 à 3 ans",
            {"départ": "26 (2025)", "cible année 1": "24", "cible année 3": "22"},
        ),
        (
            "Délai : 60 jours aujourd'hui, 15 jours la 1ère année",
            {"départ": "60 jours", "cible année 1": "15 jours"},
        ),
        ("Part des patients vus (60 % attendus en année 2)", {"cible année 2": "60 %"}),
    ],
)
def test_targets_at_so_many_years_are_those_of_the_contract(
    line: str, facts: dict[str, str]
) -> None:
    assert dict(measure_in(line, 2027).faits) == facts


def test_two_measures_in_one_sentence_are_two() -> None:
    line = (
        "Nous compterons le nombre de personnes testées (300 la première année) et la part des personnes vues 8 fois "
        "(60 % en année 2)."
    )
    found = sections(f"{SHORT}## Évaluation\n\n{line}\n")["Indicateurs"]
    assert "### Indicateur : nombre de personnes testées" in found
    assert "### Indicateur : part des personnes vues 8 fois" in found


# --- what stands under something else -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Phase", "Étape", "Volet", "Axe"])
def test_lines_under_each_phase_stay_under_it(word: str) -> None:
    text = (
        f"CONTEXTE\nPeu\n\nOBJECTIFS\nPlus\n\nDESCRIPTIF\n{word} 1 : préparation (mai 2027)\nRecenser\nFormer\n"
        f"{word} 2 : campagne\nBus mobile\n\nPUBLIC\nTous\n"
    )
    found = sections(text, "fiche.txt")["Sous-actions"]
    assert f"### {word} 1 : préparation (mai 2027)\n\n- Recenser\n- Former" in found
    assert f"### {word} 2 : campagne\n\n- Bus mobile" in found


@pytest.mark.parametrize("outer", ["2. ", "- "])
@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_list_inside_a_list_stays_inside(outer: str, indent: str) -> None:
    first = "1. Appeler" if outer == "2. " else "- Appeler"
    found = sections(
        f"{SHORT}## Ressources\n\n{first}\n{outer}Un numéro\n{indent}- de 9 h à 18 h\n"
    )
    assert f"{outer}Un numéro\n{' ' * len(outer)}- de 9 h à 18 h" in found["Ressources disponibles"]


@pytest.mark.parametrize(
    ("line", "mission"),
    [
        ("C'est dans la mission parcours je pense.", "parcours"),
        ("Cela relève de la mission prévention, enfin de mémoire", "prevention"),
        ("Rattachée à la mission accès aux soins du projet", "acces_soins"),
        ("Une mission de plus pour nous", "XX"),
    ],
)
def test_a_mission_said_among_other_words_is_known(line: str, mission: str) -> None:
    assert formed(f"{line}\n\n{SHORT}").entete["mission"] == mission


def test_a_figure_before_the_contract_is_where_a_series_starts_from() -> None:
    found = dict(measure_in("Créneaux ouverts : 0 en 2026, 40 en 2028", 2027).faits)
    assert found == {"départ": "0 (2026)", "cible 2028": "40"}


def test_the_number_of_a_line_waits_for_nobody() -> None:
    rows = "| # | Quoi | Qui | Deadline |\n|---|---|---|---|\n| 1 | Former | IDE | mai 2028 |\n"
    found = sections(f"{SHORT}## Actions\n\n{rows}")
    assert found["À ranger"] == ""


def test_moi_is_who_the_pilot_says_that_she_is(projet: Path) -> None:
    _files, annuaire = people_of(projet)
    who = next(p for p in annuaire.personnes if p.prenom)
    charge = charge_in("former les référents : moi, mai 2027", annuaire, who.cle)
    assert charge is not None
    assert (charge.tache, charge.qui, charge.quand) == (
        "former les référents",
        (who.cle,),
        "mai 2027",
    )
    assert charge_in("former les référents : moi, mai 2027", annuaire) is None


def test_who_stands_in_brackets_before_the_time(projet: Path) -> None:
    _files, annuaire = people_of(projet)
    who = next(p for p in annuaire.personnes if p.prenom)
    charge = charge_in(f"Choix de la solution ({who.nom_complet}) : T3 2027", annuaire)
    assert charge is not None
    assert (charge.tache, charge.qui, charge.quand) == (
        "Choix de la solution",
        (who.cle,),
        "T3 2027",
    )


def test_the_header_that_waits_is_told(projet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = projet / "libre.md"
    source.write_text("## Constat\n\nPeu\n\n## Objectifs\n\nPlus\n\n## Actions\n\n- Former\n")
    importer.execute(understand(["-C", str(projet), "importer", str(source)]))
    assert "« XX » attend : code, titre, mission, pilote, demarrage" in capsys.readouterr().out


@pytest.mark.parametrize(
    "measured",
    [
        "| Indicateur | Départ | Cible année 1 |\n|---|---|---|\n| Nombre de bilans | 0 | 40 |\n",
        "- Nombre de bilans : 0 au départ, 40 la première année\n",
    ],
)
def test_what_is_said_of_the_evaluation_after_the_indicators_stands_before_them(
    measured: str,
) -> None:
    """Under the last indicator it was refused, where the import itself had put it."""
    text = f"## Contexte\n\nPeu\n\n## Indicateurs\n\n{measured}\n## Évaluation\n\nUne revue de dix dossiers en assemblée.\n"
    found = sections(text)["Indicateurs"]
    assert found.index("revue de dix dossiers") < found.index("### Indicateur : Nombre de bilans")
