"""A source that comes a second time: what it says is known by its title and its words, not by its rank."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from pipeline.write.reprise import brought_again
from tests.importation.entrees import bring, written
from tests.importation.fabrique import GUIDE, MANIERES, chutes, in_headings, saved

UN = "# Chapitre\n\n## Constat\n\nLe premier constat du territoire, en entier.\n\n## Suite\n\nLa suite.\n"


def test_a_section_under_another_title_is_the_same_one() -> None:
    renamed = UN.replace("## Constat", "## Ce que nous constatons")
    again = brought_again(UN, renamed, UN)
    assert again.texte == renamed
    assert again.venus == ("Ce que nous constatons",)
    assert again.disparus == ()


def test_a_new_section_stands_after_the_one_that_it_follows() -> None:
    more = UN.replace("## Suite", "## Entre les deux\n\nDu neuf.\n\n## Suite")
    edited = UN.replace("La suite.", "La suite, revue par nous.")
    expected = more.replace("La suite.", "La suite, revue par nous.")
    assert brought_again(UN, more, edited).texte == expected


def test_two_sections_of_one_title_keep_their_texts() -> None:
    twice = UN + "\n## Constat\n\nLe second.\n"
    edited = twice.replace("Le second.", "Le second, revu.")
    changed = twice.replace("La suite.", "Une autre suite.")
    assert brought_again(twice, changed, edited).texte == changed.replace(
        "Le second.", "Le second, revu."
    )


def test_what_the_source_no_longer_has_is_kept_and_said() -> None:
    shorter = UN.partition("## Suite")[0]
    again = brought_again(UN, shorter, UN)
    assert again.texte == UN
    assert again.disparus == ("Suite",)


def test_what_was_sorted_or_erased_does_not_come_back() -> None:
    base = (
        UN
        + "\n## À ranger\n\nBonjour à tous.\n\n<!--\nTitres et libellés de la source :\n- Constats\n-->\n"
    )
    new = base.replace("Bonjour à tous.", "Bonjour à tous.\n\nUne idée de plus.").replace(
        "- C", "- Les c"
    )
    again = brought_again(base, new, UN)
    assert again.texte == UN + "\n## À ranger\n\nUne idée de plus.\n"


def test_a_remark_of_a_reader_stays_where_it_was_written() -> None:
    remark = "<!-- remarque (Anne Ars, 2026-11-12) : « La suite » : laquelle ? -->"
    noted = UN.replace("La suite.", f"La suite.\n\n{remark}")
    changed = UN.replace("Le premier constat", "Le tout premier constat")
    again = brought_again(UN, changed, noted).texte
    assert again == changed.replace("La suite.", f"La suite.\n\n{remark}")


def fiches(*titres: str) -> bytes:
    document = Document()
    for titre in titres:
        document.add_heading(f"Fiche action : {titre}", 1)
        document.add_paragraph("Mission : prévention")
        for heading, words in (
            ("Contexte", f"Le contexte de {titre}."),
            ("Objectifs", f"Les objectifs de {titre}."),
            ("Public cible", "Les habitants."),
        ):
            document.add_heading(heading, 2)
            document.add_paragraph(words)
    return saved(document)


def test_a_fiche_put_before_the_others_leaves_them_in_their_files(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, first = bring(projet, "fiches.docx", fiches("la grippe", "les chutes"))
    before = {path.name: path.read_text(encoding="utf-8") for path in first}
    capsys.readouterr()
    _, new = bring(projet, "fiches.docx", fiches("le tabac", "la grippe", "les chutes"))
    assert [path.name for path in new] == ["M3-04-le-tabac.md"]
    after = {path.name: path.read_text(encoding="utf-8") for path in first}
    assert {name: text.partition("<!--")[0].rstrip() for name, text in after.items()} == {
        name: text.partition("<!--")[0].rstrip() for name, text in before.items()
    }
    bring(projet, "fiches.docx", fiches("le tabac", "les chutes"))
    assert "M3-02-la-grippe.md n'est plus dans la source : il est gardé" in capsys.readouterr().out


def statutes(*articles: str) -> bytes:
    document = Document()
    for number, titre in enumerate(articles, 1):
        document.add_heading(f"Article {number} – {titre}", 1)
        document.add_paragraph(f"Ce que dit l'article sur ce sujet : {titre}, et rien d'autre.")
    return saved(document)


def test_articles_numbered_anew_keep_their_files(projet: Path) -> None:
    bring(projet, "statuts.docx", statutes("Nom", "Objet", "Siège"))
    _, new = bring(projet, "statuts.docx", statutes("Nom", "Durée", "Objet", "Siège"))
    assert [path.name for path in new] == ["02-duree.md"]
    numbers = {
        path.name: path.read_text(encoding="utf-8").split("\n")[1]
        for path in written(projet)
        if path.parent.name == "importes"
    }
    assert numbers == {
        "01-nom.md": "article: 1",
        "02-duree.md": "article: 2",
        "02-objet.md": "article: 3",
        "03-siege.md": "article: 4",
    }


def test_a_source_renamed_or_moved_is_known_by_what_it_says(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes change nothing; a new state brings what changed, and a sentence says whose it is."""
    data = MANIERES["titres-du-guide.docx"]()  # made once: python-docx dates its parts
    (fiche,) = bring(projet, "chutes.docx", data)[1]
    capsys.readouterr()
    status, paths = bring(projet, "Chutes version finale.docx", data)
    assert (status, paths) == (0, [])
    said = capsys.readouterr().out
    assert "« chutes.docx », déjà importé, sous un autre nom : rien à faire" in said
    parts = [
        (title, [line.replace("dès 70 ans", "dès 65 ans") for line in lines])
        for title, lines in chutes(GUIDE)
    ]
    changed = in_headings(parts)
    status, paths = bring(projet, "chutes-v3.docx", changed)
    assert (status, paths) == (0, [])
    assert "dès 65 ans" in fiche.read_text(encoding="utf-8")
    assert "chutes-v3.docx reprend « chutes.docx », déjà importé" in capsys.readouterr().out


def test_two_texts_pasted_one_after_the_other_are_two_sources(projet: Path) -> None:
    first, second = (
        f"# Action : {title}\n\n## Contexte\n\nUn constat.\n\n## Objectifs\n\n- Un but.\n\n## Public\n\nTous.\n"
        for title in ("dormir mieux", "bouger plus")
    )
    (one,) = bring(projet, "texte-colle.txt", first.encode())[1]
    (other,) = bring(projet, "texte-colle.txt", second.encode())[1]
    assert one != other
    assert bring(projet, "texte-colle.txt", first.encode())[1] == []


SANS_MISSION = b"# Action : dormir mieux\n\n## Contexte\n\nUn constat.\n\n## Objectifs\n\n- Un but.\n\n## Public\n\nTous.\n"


def test_a_mission_given_the_second_time_names_the_fiche(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written in it since stays; the file of before goes, and a third time changes nothing."""
    (fiche,) = bring(projet, "dormir.md", SANS_MISSION)[1]
    assert "MISSION=prevention" in capsys.readouterr().out
    mine = fiche.read_text(encoding="utf-8").replace("Un constat.", "Un constat, revu par nous.")
    fiche.write_text(mine, encoding="utf-8")
    status, (named,) = bring(projet, "dormir.md", SANS_MISSION, "prevention")
    assert (status, named.name) == (0, "M3-02-dormir-mieux.md")
    text = named.read_text(encoding="utf-8")
    assert "code: M3-02\n" in text
    assert "mission: prevention\n" in text
    assert "Un constat, revu par nous." in text
    assert "## À ranger" not in text
    assert not fiche.exists()
    for more in (["prevention"], []):
        capsys.readouterr()
        assert bring(projet, "dormir.md", SANS_MISSION, *more) == (0, [])
        assert "rien à faire" in capsys.readouterr().out
    changed = SANS_MISSION.replace(b"Tous.", b"Tous les habitants.")
    assert bring(projet, "dormir.md", changed) == (0, [])
    again = named.read_text(encoding="utf-8")
    assert again == text.replace("Tous.", "Tous les habitants.")


def test_a_fiche_that_was_erased_comes_again_and_one_renamed_does_not(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fiche,) = bring(projet, "dormir.md", SANS_MISSION, "prevention")[1]
    text = fiche.read_text(encoding="utf-8")
    fiche.unlink()
    assert bring(projet, "dormir.md", SANS_MISSION, "prevention") == (0, [fiche])
    assert fiche.read_text(encoding="utf-8") == text
    fiche.unlink()
    assert bring(projet, "sommeil.md", SANS_MISSION) == (0, [fiche])
    assert "mission: prevention\n" in fiche.read_text(encoding="utf-8")
    fiche.rename(fiche.with_name("M3-02-le-sommeil.md"))
    capsys.readouterr()
    assert bring(projet, "dormir.md", SANS_MISSION) == (0, [])
    assert "rien à faire" in capsys.readouterr().out
