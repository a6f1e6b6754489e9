"""``make site``: pages that anyone may read, complete without script, network or what is private."""

from __future__ import annotations

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import run_command
from pipeline.disk import replace_folder, shell_of_pages
from pipeline.model.changement import Resume, Section
from pipeline.model.files import Files
from pipeline.model.page import MENU, adresse
from pipeline.vues import Site, site
from pipeline.write.html.pages import all_words_of
from tests.atelier.conftest import lay_down
from tests.pages import anchors, faults, tree
from tests.projets import CHECKOUT, TODAY, edited, examen, petit_projet

RESUME = Resume("Rien n'a changé.", (), ())
TEXT = "content/organisation/01-gouvernance.md\n- Une association ouverte à tous.\n+ "
PHONE = "05 36 49 00 01"
"""That of Durand, in ``contacts.csv``."""


@lru_cache(maxsize=1)
def exemple() -> Mapping[str, bytes]:
    found = examine_folder(CHECKOUT, TODAY, to_build=True)
    return site(found, TODAY, shell_of_pages(), RESUME, complet=True).files


def of(files: Files, brouillon: bool = False) -> Site:
    return site(examen(files), TODAY, shell_of_pages(), RESUME, brouillon, complet=True)


def words(page: bytes) -> str:
    return " ".join(tree(page).text_content().split())


def test_every_page_of_the_menu_is_there_and_leads_to_all_the_others() -> None:
    pages = [name for name in exemple() if name.endswith(".html")]
    assert {adresse(cle) for cle, _titre in MENU} <= set(pages)
    fiches = {path.stem[:5].lower() for path in (CHECKOUT / "content/fiches").glob("*.md")}
    assert {f"fiche-{code}.html" for code in fiches} == {n for n in pages if n.startswith("fiche-")}
    for name in pages:
        links = [link.get("href") for link in tree(exemple()[name]).xpath("//header//nav//a")]
        assert links == [adresse(cle) for cle, _titre in MENU]


def test_pages_are_complete_without_script_network_nor_eyes() -> None:
    found = {
        name: told
        for name, page in exemple().items()
        if name.endswith(".html") and (told := list(faults(name, page, set(exemple()))))
    }
    assert found == {}


def test_a_fault_of_a_page_is_seen() -> None:
    page = exemple()["budget.html"].decode()
    spoilt = {
        "alt": page.replace("<main", '<img src="images/a.png" onload="x"><main'),
        "lien": page.replace('href="textes.html"', 'href="nulle-part.html"'),
        "dehors": page.replace('href="style.css"', 'href="https://exemple.org/s.css"'),
        "titre": page.replace("<h2", "<h4"),
        "portée": page.replace(' scope="col"', ""),
    }
    for what, text in spoilt.items():
        assert list(faults("budget.html", text.encode(), set(exemple()))), what


def test_maps_and_calendars_are_drawn_in_the_page_and_follow_the_night() -> None:
    """One calendar on its page, whatever sheets paper asks for; each sheet where the document has it."""
    fiches = [path.stem[:5] for path in (CHECKOUT / "content/fiches").glob("*.md")]
    (calendar,) = tree(exemple()["calendrier.html"]).find_class("dessin")
    assert all(code in calendar.text_content() for code in fiches)
    first = tree(exemple()["territoire.html"]).find_class("dessin")[0]
    assert "Auch" in first.text_content()
    assert "var(--dessin-aplat-1," in exemple()["territoire.html"].decode()
    assert "--dessin-aplat-1:" in exemple()["style.css"].decode()
    pictures = [name for name in exemple() if name.startswith("images/")]
    assert len(pictures) == len({path.name for path in CHECKOUT.glob("content/**/*.svg")})
    drawn = tree(exemple()["document-projet-de-sante.html"]).find_class("dessin")
    ids = [one.get("aria-labelledby") for one in drawn]
    assert len(ids) == len(set(ids)) > 10


def test_every_sum_of_a_block_leads_to_its_lines_and_each_line_names_its_cells() -> None:
    page = tree(exemple()["budget.html"])
    budget = examine_folder(CHECKOUT, TODAY).projet.budget
    lines = [line for bloc in budget.blocs for line in bloc.lignes]
    told = set(page.xpath("//td[br]/text()"))
    assert {cell.name for line in lines for cell in line.cellules} <= told
    assert {f"{one.cellule.sheet}!{one.cellule.cell}" for one in budget.realise} <= told
    links = page.xpath("//table//th/a")
    leading = {link.text_content(): link.get("href") for link in links}
    for bloc in budget.blocs:
        titles = page.xpath(f"//h3[@id='{leading[bloc.feuille][1:]}']")
        assert [one.text_content() for one in titles] == [bloc.titre.replace("'", "’")]
        assert {line.fiche.value for line in bloc.depenses if line.fiche} <= set(leading)


def test_a_sum_by_nature_or_by_origin_leads_to_the_very_lines_that_make_it() -> None:
    """The amounts of the lines under the title where a row leads add up to what it prints."""
    page = tree(exemple()["budget.html"])
    summed = page.xpath("//table[caption[contains(., 'Qui paie') or contains(., 'À quoi sert')]]")
    rows = [row for table in summed for row in table.xpath(".//tbody/tr")]
    assert len(rows) > 12
    led: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        (link,) = row.xpath("./th/a")
        (title,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        if title.tag == "h4":
            led[title.get("id")] += _amount(row[1])
    for name, amount in led.items():
        (lines,) = page.xpath(f"//h4[@id='{name}']/following::table[1]")
        whole = sum(map(_amount, lines.xpath(".//tbody/tr/td[br][1]")), Decimal())
        assert abs(whole - amount) < ROUNDED
    assert sum(led.values()) > 0


ROUNDED = 3
"""Euros: the table prints none of the cents, and an origin may have several rows."""


def _amount(cell: HtmlElement) -> Decimal:
    shown = re.match(r"[\d\s]+(?:,\d\d)?", cell.text_content())
    assert shown, cell.text_content()
    return Decimal(re.sub(r"\s", "", shown[0]).replace(",", "."))


def test_under_the_title_of_a_block_what_is_summed_is_of_that_block() -> None:
    page = tree(exemple()["budget.html"])
    (title,) = page.xpath("//h2[.='Fonctionnement général']")
    table = title.xpath("./following::table[1]")[0]
    places = {link.get("href") for link in table.xpath(".//a")}
    assert [link.text_content() for link in table.xpath(".//a")][:2] == [
        "Indemnités",
        "ACI fonctionnement",
    ]
    assert {page.xpath(f"//*[@id='{one[1:]}']")[0].text_content() for one in places} == {
        "Fonctionnement général"
    }


def test_the_code_of_a_fiche_is_never_cut_by_the_end_of_a_line() -> None:
    page = tree(exemple()["budget.html"])
    codes = page.xpath("//td//text()[contains(., 'M1-01')] | //th//text()[contains(., 'M1-01')]")
    assert codes
    assert all(one.getparent().get("class") == "code" for one in codes)


def test_amounts_side_by_side_are_no_phone_number_and_one_cut_over_cells_is() -> None:
    """« 16 075 », « 31 770 », « 31 770 » hold ten figures that a mobile phone could have."""
    known = examen(petit_projet()).comptes.repertoire
    amounts = "<tr><td>16 075</td><td>31 770</td><td>31 770</td></tr>"
    phone = "<tr><td>06 11</td><td>22 33 44</td></tr>"
    told = [any(map(known.sensibles, all_words_of(row))) for row in (amounts, phone)]
    assert told == [False, True]


def test_pages_have_an_icon_of_their_own() -> None:
    made = exemple()
    (icon,) = tree(made["budget.html"]).xpath("//link[@rel='icon']/@href")
    assert made[icon].startswith(b"<svg")


def test_drawings_have_the_colours_of_the_charte_by_day_and_by_night() -> None:
    ocre = "content/charte.yaml\ncréer\n+ couleurs:\n+   attention: B4882B\n"
    made = of(edited(petit_projet(), ocre)).files
    assert b"--dessin-accent-3,#B4882B" in made["calendrier.html"]
    assert b".mission-3{--mission-fonce:#997425" in made["style.css"]
    assert b'class="ligne-de-temps mission-3"' in made["fiche-m3-01.html"]
    assert b"--dessin-accent-3:#d" in made["style.css"].lower()


def test_links_from_page_to_page_lead_to_a_title() -> None:
    known = anchors(exemple())
    for link in tree(exemple()["recherche.html"]).xpath("//ul[@id='resultats']//a"):
        name, _, mark = link.get("href").partition("#")
        assert not mark or mark in known[name]


def test_the_script_is_short_and_only_on_the_page_of_search() -> None:
    assert exemple()["recherche.js"].count(b"\n") <= 60
    scripted = [name for name, page in exemple().items() if b"<script" in page]
    assert scripted == ["recherche.html"]


def test_the_same_project_gives_the_same_bytes() -> None:
    assert of(petit_projet()).files == of(petit_projet()).files


def test_nothing_private_is_published() -> None:
    made = of(petit_projet())
    assert not made.said
    assert len(made.files) > 15
    for name, data in made.files.items():
        assert b"content/prive" not in data, name
        assert PHONE.encode() not in data, name
        assert b"durand@" not in data, name


@pytest.mark.parametrize("typed", [PHONE, "0536490001", "anne.durand@example.org"])
def test_a_text_that_gives_the_number_of_a_person_stops_the_site(typed: str) -> None:
    """No document of the small project is public: only the site minds."""
    files = edited(petit_projet(), f"{TEXT}Appelez le {typed}.")
    assert examen(files).sound
    made = of(files)
    assert made.files == {}
    assert [one.code for one in made.said] == ["G015"]
    assert "site" in made.said[0].message
    assert made.said[0].span.path == "content/organisation/01-gouvernance.md"


def test_a_number_of_nobody_known_is_told_and_published_as_in_a_public_document() -> None:
    made = of(edited(petit_projet(), f"{TEXT}Appelez le 06 45 87 12 36."))
    assert made.files
    assert [one.code for one in made.said] == ["G014"]


def test_acts_that_name_people_at_home_are_left_out() -> None:
    names = " ".join(exemple())
    for act in ("dirigeants", "fondateurs", "emargement", "convocation"):
        assert act not in names


def public(*parties: str, more: str = "") -> Site:
    """The site of the small project when it has one more document, public, of these parts; ``more`` are other edits."""
    added = f"+ livret:\n+   titre: Livret\n+   gabarit: annexe-budget.docx\n+   parties: [{', '.join(parties)}]\n"
    files = edited(
        petit_projet(), f"content/livrables.yaml\n{added}+   diffusion: publique\n{more}"
    )
    return site(examen(files), TODAY, shell_of_pages(), RESUME)


def test_only_what_the_project_says_is_public_is_published() -> None:
    """Neither another document, nor the page of a subject, nor a fiche, nor what quotes every source."""
    made = public("statuts")
    assert not made.said
    pages = sorted(name for name in made.files if name.endswith(".html"))
    assert pages == ["document-livret.html", "index.html", "recherche.html", "textes.html"]
    menu = [link.get("href") for link in tree(made.files["index.html"]).xpath("//header//nav//a")]
    assert menu == ["textes.html", "recherche.html"]
    for name in pages:
        assert list(faults(name, made.files[name], set(made.files))) == [], name
        assert "Action medecin" not in words(made.files[name])


def test_a_subject_is_public_when_public_documents_print_all_of_it() -> None:
    names = set(public("bref", "diagnostic", "missions").files)
    assert {"territoire.html", "indicateurs.html", "fiche-m1-01.html"} <= names
    assert names.isdisjoint({"budget.html", "calendrier.html", "grille.html", "constats.html"})
    names = set(public("missions", "budget", "versements").files)
    assert {"budget.html", "calendrier.html", "index.html"} <= names
    assert names.isdisjoint({"territoire.html", "changements.html"})


def test_a_draft_that_no_public_document_prints_has_no_page() -> None:
    draft = "\ncontent/fiches/M1-01-medecin.md\n- code: M1-01\n+ code: M1-01\n+ statut: brouillon\n"
    made = public("missions", more=f"+   sans_brouillons: oui\n{draft}")
    assert "fiche-m2-01.html" in made.files
    assert "fiche-m1-01.html" not in made.files
    assert "M1-01" not in words(made.files["indicateurs.html"])


def test_the_whole_folder_says_on_each_page_that_it_is_not_to_be_published() -> None:
    for name, page in exemple().items():
        if name.endswith(".html"):
            assert "NE PAS PUBLIER" in words(page), name


def test_without_a_public_document_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_down(tmp_path)
    assert run_command(["-C", str(root), "site"]) == 1
    told = capsys.readouterr().out
    assert "diffusion: publique" in told
    assert "make site COMPLET=oui" in told
    assert not (root / "build/site").exists()


def test_hostile_words_stay_words() -> None:
    evil = '<script>alert(1)</script> "><img src=x onerror=alert(2)> [lien](javascript:alert(3)) {{7*7}}'
    files = edited(petit_projet(), f"{TEXT}Une phrase : `{evil}`.")
    made = of(files, brouillon=True)
    assert made.files
    for name, page in made.files.items():
        if name.endswith(".html"):
            assert b"<script>alert" not in page, name
            assert list(faults(name, page, set(made.files))) == [], name
    assert any(
        "<script>alert(1)</script>" in words(page)
        for name, page in made.files.items()
        if name.endswith(".html")
    )


def test_errors_keep_the_site_as_it_was_and_a_brouillon_frames_them() -> None:
    files = edited(petit_projet(), f"{TEXT}Voir {{{{ fait.inconnu }}}}.")
    assert of(files).files == {}
    page = of(files, brouillon=True).files["constats.html"].decode()
    (framed,) = tree(page).find_class("erreur")
    assert "fait.inconnu" in framed.text_content()
    assert "&lt;" not in page
    assert "BROUILLON" in page
    assert "Pourquoi" in page


def test_colours_of_the_style_can_be_read() -> None:
    """Every pair of ink and ground, by day and by night, with the contrast of WCAG AA."""
    from pipeline.model.charte import contraste

    style = shell_of_pages()["style.css"]
    for theme in re.findall(r"--fond: .*?\}", style, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--([a-z]+): #([0-9a-f]{6})", theme))
        for ink in ("encre", "doux", "accent", "lien", "erreur", "attention", "bien"):
            for ground in ("fond", "pale"):
                assert contraste(colours[ink], colours[ground]) >= 4.5, (ink, ground, theme)
        assert contraste(colours["fond"], colours["accent"]) >= 4.5
        assert contraste(colours["encre"], colours["marque"]) >= 4.5


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "build/site"
    replace_folder(folder, {"index.html": b"1", "images/a.png": b"2"})
    replace_folder(folder, {"index.html": b"3"})
    assert [path.name for path in folder.rglob("*")] == ["index.html"]
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


@pytest.mark.lent
def test_the_command_writes_the_folder_and_names_no_file_beside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_down(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "content"), (*who, "commit", "-qm", "un")):
        subprocess.run(["git", *words], cwd=root, check=True)
    (root / "notes-secretes.txt").write_text("rien", encoding="utf-8")
    assert run_command(["-C", str(root), "site", "--complet"]) == 0
    assert "build/site/index.html" in capsys.readouterr().out
    page = (root / "build/site/changements.html").read_text(encoding="utf-8")
    assert "dernière version enregistrée" in page
    assert "notes-secretes" not in page


def test_what_changed_is_told_with_its_lines() -> None:
    resume = Resume("Deux changements.", ("Une note.",), (Section("Budget", ()),))
    found = examen(petit_projet())
    page = site(found, TODAY, shell_of_pages(), resume, complet=True).files["changements.html"]
    assert "Deux changements." in words(page)
