"""A project kept warm gives what a cold one gives, whatever was edited before."""

from __future__ import annotations

import random
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline import vues
from pipeline.atelier import pages as pages_module
from pipeline.atelier.pages import Pages, Tours
from pipeline.atelier.projet import PANNE, ProjetVivant
from pipeline.atelier.travaux import Travaux
from pipeline.commands.calcul import examine_folder
from pipeline.disk import shell_of_pages
from pipeline.model.page import Page
from pipeline.run import build
from pipeline.vues import Vues, complete, templates_of_pages
from tests.atelier.conftest import lay_down
from tests.pages import tree
from tests.projets import TODAY

EDITS = (
    "Un mot de plus.",
    "{{ fait.inconnu }}",
    "| a | b |",
    "[^1]",
    "# Titre",
    "> **Attention.** Là.",
)


def texts(root: Path) -> list[Path]:
    return sorted((root / "content").rglob("*.md"))


def warm(root: Path) -> tuple[ProjetVivant, Pages]:
    projet = ProjetVivant(root, lambda: TODAY)
    projet.refresh()
    return projet, Pages(projet, Travaux(root, lambda: None), shell_of_pages())


def test_random_edits_give_the_same_findings_pages_and_bytes(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    dice = random.Random(24)
    before = {path: path.read_text(encoding="utf-8") for path in texts(root)}
    projet, _pages = warm(root)
    for turn in range(6):
        path = dice.choice(texts(root))
        if turn % 3 == 2:
            for one, text in before.items():
                one.write_text(text, encoding="utf-8")
        else:
            lines = path.read_text(encoding="utf-8").split("\n")
            lines.insert(dice.randrange(len(lines)), dice.choice(EDITS))
            path.write_text("\n".join(lines), encoding="utf-8")
        projet.refresh([path.relative_to(root).as_posix()])
        projet.rest()
    cold = examine_folder(root, TODAY, to_build=True)
    found = projet.examen
    assert found.findings == cold.findings
    assert found.projet == cold.projet
    assert projet.etat.vues.modeles == templates_of_pages(cold)
    assert complete(cold, templates_of_pages(cold)).findings == projet.etat.vues.findings
    warm_bytes = build(replace(found, sources=cold.sources), brouillon=True)
    assert warm_bytes == build(cold, brouillon=True)
    assert warm_bytes


def shown(pages: Pages, path: str = "") -> str:
    return (pages.html("texte", {"fichier": path} if path else {}, Tours()) or b"").decode()


def test_the_text_that_was_saved_is_shown_before_all_that_follows_from_it(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    for path in texts(root):
        name = path.relative_to(root).as_posix()
        path.write_text(f"{path.read_text(encoding='utf-8')}\nVoici lemotneuf.\n", encoding="utf-8")
        printed = projet.anticipate([name])
        if printed:
            assert "lemotneuf" in shown(pages)
            assert 'class="en-cours"' in shown(pages)
        projet.refresh([name])
        assert 'class="en-cours"' not in shown(pages)
        whole = shown(pages, name)
        path.write_text(f"{path.read_text(encoding='utf-8')}\nEncore lemotsuivant.\n", "utf-8")
        assert projet.anticipate([name]) == printed
        projet.refresh([name])
        assert shown(pages, name).count("lemotsuivant") == whole.count("lemotneuf")


def test_what_is_shown_ahead_is_what_a_whole_reading_shows(tmp_path: Path) -> None:
    """Words, tables, a chart and a note that the text did not have; only its findings wait."""
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    path = root / "content/organisation/01-gouvernance.md"
    more = "\n\n{{ graphique.budget }}\n\n"
    more += (
        "| a | b |\n|---|---|\n| {{ territoire.population }} | 2 |\n\nUn[^1].\n\n[^1]: Une note.\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    name = path.relative_to(root).as_posix()
    assert projet.anticipate([name])
    ahead = tree(shown(pages)).xpath("//div[@class='en-cours']")[0].text_content()
    projet.refresh([name])
    whole = tree(shown(pages)).xpath("//main")[0].text_content()
    assert "Les chiffres" in ahead
    assert " ".join(ahead.split()) in " ".join(whole.split())


def test_what_cannot_be_shown_ahead_waits_for_the_whole(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    before = projet.etat
    secret = tmp_path.parent / "secret.md"
    secret.write_text("# Secret\n\nRien.\n", encoding="utf-8")
    path = texts(root)[0]
    name = path.relative_to(root).as_posix()
    path.unlink()
    path.symlink_to(secret)
    for saved in (
        ["content/projet.yaml"],
        [],
        [""],
        [name],
        ["content/fiches/neuve.md"],
        ["../x.md"],
    ):
        assert not projet.anticipate(saved), saved
    assert projet.etat is before
    assert "Secret" not in shown(pages)


def test_a_save_while_the_whole_is_read_is_not_lost_from_sight(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    path = texts(root)[0]
    name = path.relative_to(root).as_posix()
    read = projet._read

    def slow() -> Vues:
        found = read()
        path.write_text("# Titre\n\nLemotneuf.\n", encoding="utf-8")
        assert projet.anticipate([name])
        return found

    projet._read = slow  # type: ignore[method-assign]
    projet.refresh(["content/projet.yaml"])
    assert "Lemotneuf" in shown(pages)
    projet._read = read  # type: ignore[method-assign]
    projet.refresh([name])
    assert "Lemotneuf" in shown(pages)
    assert projet.etat.avance is None


def test_nothing_is_said_to_be_in_order_before_it_was_checked(tmp_path: Path) -> None:
    projet = ProjetVivant(lay_down(tmp_path), lambda: TODAY)
    pages = Pages(projet, Travaux(tmp_path, lambda: None), shell_of_pages())
    assert "tout est en ordre" not in shown(pages)
    assert "Vérification en cours" in tree(shown(pages)).find_class("compte")[0].text_content()


def test_a_text_that_is_empty_is_not_said_to_be_printed_elsewhere(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    name = "content/fiches/M1-09-neuve.md"
    (root / name).write_text("", encoding="utf-8")
    projet, pages = warm(root)
    projet.refresh([name])
    told = shown(pages).replace("&#39;", "'")
    assert "ne s'imprime pas seul" not in told
    assert "Rien ne peut encore être montré de ce fichier" in told
    assert "make fiche" in told


def test_many_findings_about_a_whole_file_do_not_push_its_text_out_of_sight(tmp_path: Path) -> None:
    """They are folded before it, one gesture away; those of a line stay at their line."""
    root = lay_down(tmp_path)
    name = "content/fiches/M1-01-medecin.md"
    head = (root / name).read_text(encoding="utf-8").partition("## ")[0]
    body = "## Objectifs opérationnels\n\nVoir {{ fait.inconnu }} ici.\n"
    (root / name).write_text(head + body, encoding="utf-8")
    _projet, pages = warm(root)
    page = tree(shown(pages, name))
    (folded,) = page.find_class("tete")
    assert folded.tag == "details"
    assert folded.get("open") is None
    assert len(folded.find_class("constat")) > 3
    assert "fait.inconnu" not in folded.text_content()
    assert "fait.inconnu" in page.text_content()


def test_the_first_page_is_a_fiche_and_the_others_wait_for_the_whole(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet = ProjetVivant(root, lambda: TODAY)
    pages = Pages(projet, Travaux(root, lambda: None), shell_of_pages())
    assert 'class="en-cours"' in shown(pages)
    asked = ThreadPoolExecutor(1).submit(pages.html, "constats", {}, Tours())
    assert not asked.done()
    projet.refresh()
    assert b"constat" in (asked.result(60) or b"")
    assert projet.apparus == frozenset()


@pytest.mark.parametrize(
    "name", ["content/fiches/M1-01-medecin.md", "content/organisation/01-gouvernance.md"]
)
def test_what_is_wrong_with_the_head_of_a_file_stands_before_its_text_and_the_rest_at_its_place(
    tmp_path: Path, name: str
) -> None:
    root = lay_down(tmp_path)
    path = root / name
    text = path.read_text(encoding="utf-8").removeprefix("---\n")
    head = "---\n" if text != path.read_text(encoding="utf-8") else "---\n---\n"
    head = head.replace("---\n", "---\ncle_de_trop: rien\n", 1)
    path.write_text(f"{head}{text}\n\nVoir {{{{ fait.inconnu }}}} ici.\n", encoding="utf-8")
    _projet, pages = warm(root)
    first, last = tree(shown(pages, name)).find_class("constat")
    assert "cle_de_trop" in first.text_content()
    assert first.getprevious().get("class") == "qui"
    assert "fait.inconnu" in last.text_content()
    assert "Voir" in last.getprevious().text_content()


def test_what_is_wrong_with_a_section_of_a_fiche_stands_under_its_title(tmp_path: Path) -> None:
    """The title is printed by the Word template: the finding comes after what the section begins with."""
    root = lay_down(tmp_path)
    name = "content/fiches/M1-01-medecin.md"
    path = root / name
    text = path.read_text(encoding="utf-8")
    section = text.partition("## Problématiques constatées\n")[2].partition("\n## ")[0]
    path.write_text(text.replace(section, "\nLes gens attendent.\n\nEncore.\n"), encoding="utf-8")
    _projet, pages = warm(root)
    found = tree(shown(pages, name)).find_class("constat")
    (framed,) = [one for one in found if "F023" in one.text_content()]
    assert framed.getprevious().text_content() == "Les gens attendent."
    (place,) = framed.find_class("lieu")
    assert re.fullmatch(r"ligne \d+", place.text_content())


def asked(pages: Pages, words: str) -> str:
    return (pages.html("recherche", {"mots": words}, Tours()) or b"").decode()


def test_a_search_that_is_not_prepared_yet_looks_into_the_files_and_says_so(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    _projet, pages = warm(root)
    assert "Aucun passage." in asked(pages, "territoire.population")
    found = asked(pages, "medecin")
    assert "Les pages se préparent" in found
    assert "texte.html?fichier=content/fiches/M1-01-medecin.md" in unquote(found)
    assert pages.prepare()
    whole = asked(pages, "medecin")
    assert "Les pages se préparent" not in whole
    assert 'href="fiche-m1-01.html#' in whole
    assert "Aucun passage." in asked(pages, "motquinestpasla")
    assert "passage" not in tree(asked(pages, "")).get_element_by_id("compte").text_content()


def test_a_save_stops_what_a_search_prepares_and_what_was_made_before_it_is_not_shown(
    tmp_path: Path,
) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    assert pages.prepare()
    path = texts(root)[0]
    name = path.relative_to(root).as_posix()
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nUn lemotneuf.\n", encoding="utf-8")
    pages.refresh([name])
    assert not pages.index.passages
    assert "lemotneuf" in asked(pages, "lemotneuf").partition("<ul")[2]
    written = vues.page_of_vue

    def saved(seen: Vues, cle: str) -> Page:
        assert projet.anticipate([name])
        return written(seen, cle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages_module, "page_of_vue", saved)
        assert not pages.prepare()
    assert "Les pages se préparent" in asked(pages, "lemotneuf")


def test_what_a_save_made_old_is_let_go_whether_or_not_a_page_is_asked(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    for name in ("budget", "texte", "document-projet-de-sante"):
        assert pages.html(name, {}, Tours())
    pages.prepare()
    old = weakref.ref(projet.etat.vues)
    pages.refresh(["content/projet.yaml"])
    projet.rest()
    assert old() is None
    assert pages.kept[1] == {}


def test_memory_holds_only_what_the_files_say_now(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, _pages = warm(root)
    path = texts(root)[0]
    held = []
    for turn in range(4):
        path.write_text(f"# Titre {turn}\n\nTexte.\n", encoding="utf-8")
        projet.refresh([path.relative_to(root).as_posix()])
        projet.rest()
        held.append(len(projet.lectures.trees))
    first, *others = (
        held  # the templates are read once, and let go when nothing asks for them again
    )
    assert others == [others[0]] * 3
    assert others[0] <= first


def test_templates_that_change_are_inspected_again(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    assert projet.sound_templates
    template = root / "templates/docx/fiche-action.docx"
    kept = template.read_bytes()
    template.write_bytes(b"PK pas un document")
    projet.refresh(["templates/docx/fiche-action.docx"])
    assert [one.span.path for one in projet.etat.vues.findings if one.is_error]
    assert b"Grille" in (pages.html("texte", {}, Tours(2)) or b"")
    template.write_bytes(kept)
    projet.refresh(["templates/docx/fiche-action.docx"])
    assert not [one for one in projet.etat.vues.findings if one.is_error]


def test_a_source_that_breaks_is_told_and_the_pages_live_on(tmp_path: Path) -> None:
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    (root / "content/projet.yaml").write_bytes(b"\xff\xfe: [")
    (root / "content/fiches/zzz.md").write_text("x " * 3_000_000, encoding="utf-8")
    (root / "budgets/budget.xlsx").write_bytes(b"PK\x03\x04 rien")
    projet.refresh(["content/projet.yaml"])
    names = (
        "index",
        "texte",
        "constats",
        "budget",
        "calendrier",
        "indicateurs",
        "territoire",
        "grille",
        "textes",
    )
    for name in names:
        assert pages.html(name, {}, Tours(2)), name
    told = (pages.html("constats", {}, Tours(2)) or b"").decode()
    assert "content/projet.yaml" in told
    assert "nouveau depuis" in told


def test_a_bug_of_ours_leaves_the_pages_of_before(tmp_path: Path) -> None:
    projet, pages = warm(lay_down(tmp_path))
    projet.today = lambda: 1 / 0  # type: ignore[assignment, return-value]
    projet.refresh(["content/projet.yaml"])
    assert projet.etat.panne.startswith(PANNE[:20])
    assert PANNE[:20] in (pages.html("texte", {}, Tours(2)) or b"").decode().replace("&#39;", "'")


def test_the_text_that_is_followed_is_one_of_the_project(tmp_path: Path) -> None:
    """Whatever else was written in its folders."""
    root = lay_down(tmp_path)
    projet, pages = warm(root)
    path = texts(root)[-1]
    name = path.relative_to(root).as_posix()
    path.write_text(f"{path.read_text(encoding='utf-8')}\nVoici lemotneuf.\n", encoding="utf-8")
    projet.refresh(["content/a-cote.md", name])
    assert projet.etat.dernier == name
    assert "lemotneuf" in shown(pages)
