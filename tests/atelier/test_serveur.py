"""The server answers the browser of this machine that holds the secret, and nobody else."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.atelier.editeur import command
from pipeline.atelier.projet import ProjetVivant
from pipeline.atelier.serveur import Serveur, _parted
from pipeline.disk import shell_of_pages
from pipeline.model.page import MENU_ATELIER, adresse
from tests.atelier.conftest import START, Atelier, lay_down
from tests.pages import faults
from tests.projets import CHECKOUT, TODAY

pytestmark = pytest.mark.lent
TEXTE = "content/organisation/01-gouvernance.md"


def test_the_address_is_on_one_line_and_its_secret_becomes_a_cookie(atelier: Atelier) -> None:
    assert re.fullmatch(
        r"L'atelier est ouvert : http://127\.0\.0\.1:\d+/entrer\?cle=\S{43}\n", atelier.first
    )
    answer, _ = atelier.ask(atelier.address.removeprefix(atelier.base), Cookie="")
    cookie = answer.getheader("Set-Cookie") or ""
    assert answer.status == 303
    assert answer.getheader("Location") == "/texte.html"
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert atelier.address.rpartition("=")[2] not in cookie


def test_every_page_is_there_and_anyone_can_use_it(atelier: Atelier) -> None:
    names = [adresse(cle) for cle, _titre in MENU_ATELIER]
    texts = re.findall(r'href="((?:document|fiche)-[^"#]*)"', atelier.page("textes.html"))
    assert len(texts) > 5
    known = {*names, *texts, "style.css", "atelier.js", "icone.svg"}
    for name in [*names, *dict.fromkeys(texts)]:
        page = atelier.page(name)
        shown = {f"images/{found}" for found in re.findall(r'src="images/([^"]*)"', page)}
        assert list(faults(name, page.encode(), known | shown)) == [], name
        for image in shown:
            answer, _ = atelier.ask(f"/{image}")
            assert answer.status == 200
            assert (answer.getheader("Content-Type") or "").startswith("image/")


def test_a_browser_that_asks_for_an_icon_finds_one(atelier: Atelier) -> None:
    """Some ask for ``/favicon.ico`` whatever the page says."""
    for path in ("/icone.svg", "/favicon.ico"):
        answer, drawn = atelier.ask(path)
        assert (answer.status, answer.getheader("Content-Type")) == (200, "image/svg+xml")
        assert drawn.startswith("<svg")


def test_the_script_is_short(atelier: Atelier) -> None:
    assert atelier.page("atelier.js").count("\n") <= 80


def test_headers_forbid_all_that_the_pages_do_not_need(atelier: Atelier) -> None:
    answer, _ = atelier.ask("/texte.html")
    policy = answer.getheader("Content-Security-Policy") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.getheader("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": ""}, 403),
        ({"Cookie": "atelier-1=x"}, 403),
        ({"Cookie": "\x7f=;;"}, 403),
        ({"Host": "cpts.example.org"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_a_request_from_elsewhere_is_refused(
    atelier: Atelier, headers: dict[str, str], status: int
) -> None:
    for path in ("/texte.html", "/suivi", "/style.css", "/zzz"):
        answer, text = atelier.ask(path, "GET", None, **headers)
        assert answer.status == status
        assert "Grille" not in text


def test_a_wrong_secret_opens_nothing(atelier: Atelier) -> None:
    for key in ("", "x", "é", "%00", "a&cle=b"):
        answer, _ = atelier.ask(f"/entrer?cle={key.encode('ascii', 'replace').decode()}", Cookie="")
        assert answer.status == 403
        assert answer.getheader("Set-Cookie") is None


def test_what_acts_must_come_from_our_own_pages(atelier: Atelier) -> None:
    for path in ("/ouvrir", "/construire"):
        for origin in ("", "null", "http://localhost:1", "https://example.org"):
            answer, _ = atelier.ask(path, "POST", {"quoi": "project"}, Origin=origin)
            assert answer.status == 403
        answer, _ = atelier.ask(path)
        assert answer.status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../../etc/passwd",
        "content/../../../etc/passwd",
        "content/prive/../../Makefile",
        "pipeline/reference/communes.txt",
        "build/../content/projet.yaml",
        "-o",
        "",
        "content",
        "http://example.org",
        "content/projet.yaml\x00",
    ],
)
def test_nothing_but_a_file_of_the_project_is_opened(atelier: Atelier, path: str) -> None:
    answer, text = atelier.ask("/ouvrir", "POST", {"fichier": path, "ligne": "1"})
    assert answer.status == 403
    assert "n'est pas du projet" in text


@pytest.mark.parametrize(
    "path",
    [
        "/../Makefile",
        "/..%2fMakefile.html",
        "/images/..%2f..%2fcontent%2fprojet.yaml",
        "/content/projet.yaml",
        "/%2e%2e/x.html",
        "/document-..%2fstatuts.html",
        "/fiche-.html",
        "//example.org/x.html",
    ],
)
def test_no_address_leads_to_a_file(atelier: Atelier, path: str) -> None:
    answer, _ = atelier.ask(path)
    assert answer.status == 404


def test_a_chosen_file_outside_the_project_is_not_shown(atelier: Atelier) -> None:
    page = atelier.page("texte.html?fichier=../../etc/passwd")
    assert "root:" not in page
    assert "etc/passwd" not in page


def test_hostile_words_are_shown_as_words(atelier: Atelier) -> None:
    path = atelier.root / TEXTE
    before = path.read_text(encoding="utf-8")
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    try:
        atelier.write(TEXTE, before + f"\n\nUne phrase `{evil}` {{{{ {evil} }}}}.\n")
        _until(lambda: "alert(2)" in atelier.page(f"texte.html?fichier={TEXTE}"))
        for name in (
            f"texte.html?fichier={TEXTE}",
            "constats.html",
            "recherche.html?mots=<script>",
        ):
            page = atelier.page(name)
            assert "<script>alert" not in page
            assert "<img src=x" not in page
    finally:
        atelier.write(TEXTE, before)


def test_a_hostile_drawing_is_shown_as_what_only_draws(atelier: Atelier) -> None:
    """Opened by itself too: it came from us, it runs and fetches nothing, and its headers forbid it once more."""
    path, drawing = atelier.root / TEXTE, atelier.root / "content/organisation/piege.svg"
    before = path.read_text(encoding="utf-8")
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="40" height="40" '
        'onload="alert(1)"><script>alert(2)</script><rect width="40" height="40" onclick="alert(3)"/>'
        '<image x:href="https://example.org/a.png" width="9" height="9"/>'
        '<a x:href="javascript:alert(4)"><circle r="4"/></a></svg>',
        encoding="utf-8",
    )
    shown = f"texte.html?fichier={TEXTE}"
    try:
        atelier.write(TEXTE, before + "\n\n![Un piège](piege.svg)\n")
        _until(lambda: 'src="images/' in atelier.page(shown))
        (name,) = re.findall(r'src="(images/[^"]*\.svg)"', atelier.page(shown))
        answer, svg = atelier.ask(f"/{name}")
        assert "<path" in svg or "<rect" in svg
        for word in ("script", "alert", "example.org", "javascript", "onload"):
            assert word not in svg
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
    finally:
        atelier.write(TEXTE, before)
        drawing.unlink()


def test_a_source_that_breaks_or_grows_while_served_is_told_and_the_pages_live_on(
    atelier: Atelier,
) -> None:
    path = atelier.root / "content/projet.yaml"
    before = path.read_bytes()
    huge = atelier.root / "content/organisation/09-trop.md"
    try:
        path.write_bytes(b"\xff\xfe: [")
        huge.write_text("# Trop\n\n" + "mot " * 3_000_000, encoding="utf-8")
        _until(lambda: "content/projet.yaml" in _framed(atelier))
        _until(lambda: "09-trop.md" in _framed(atelier))
        for cle, _titre in MENU_ATELIER:
            assert "<main" in atelier.page(adresse(cle))
    finally:
        path.write_bytes(before)
        huge.unlink()
    _until(lambda: "content/projet.yaml" not in _framed(atelier))


def _framed(atelier: Atelier) -> str:
    """The frames of the findings, without what was solved."""
    return atelier.page("constats.html").partition('id="resolus"')[0].partition("</form>")[2]


def test_two_ateliers_live_side_by_side(atelier: Atelier, tmp_path: Path) -> None:
    other = Atelier(lay_down(tmp_path))
    try:
        other.enter()
        assert other.port != atelier.port
        both = f"{atelier.cookie}; {other.cookie}"
        assert atelier.ask("/texte.html", Cookie=both)[0].status == 200
        assert other.ask("/texte.html", Cookie=both)[0].status == 200
        assert other.ask("/texte.html", Cookie=atelier.cookie)[0].status == 403
    finally:
        other.close()


@pytest.mark.parametrize("port", ["80", "0", "abc", "99999", "-1"])
def test_a_port_that_is_none_is_told(port: str, tmp_path: Path) -> None:
    assert "donnez un nombre de 1024 à 65535" in _refused(port, CHECKOUT)


def test_a_port_that_is_taken_is_told(atelier: Atelier) -> None:
    told = _refused(str(atelier.port), CHECKOUT)
    assert f"le port {atelier.port} est déjà pris" in told
    assert "make atelier PORT=" in told


def _refused(port: str, root: Path) -> str:
    words = [*START, str(root), "atelier", port]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    return done.stderr


def test_the_editor_that_was_named_opens_the_file_at_its_line(tmp_path: Path) -> None:
    opened = tmp_path / "ouvert.txt"
    words = f'sh -c "echo $0:$1 > {opened}" {{fichier}} {{ligne}}'
    started = Atelier(lay_down(tmp_path / "projet"), editeur=words)
    try:
        started.enter()
        form = {"fichier": TEXTE, "ligne": "7"}
        answer, _ = started.ask("/ouvrir", "POST", form, Referer=f"{started.base}/constats.html")
        assert (answer.status, answer.getheader("Location")) == (
            303,
            f"{started.base}/constats.html",
        )
        answer, _ = started.ask("/ouvrir", "POST", form, Referer="https://example.org/")
        assert answer.getheader("Location") == "/texte.html"
        expected = f"{started.root.resolve() / TEXTE}:7\n"
        _until(lambda: opened.is_file() and opened.read_text() == expected)
    finally:
        started.close()


def test_documents_are_built_in_a_process_of_their_own_and_its_words_are_shown(
    tmp_path: Path,
) -> None:
    started = Atelier(lay_down(tmp_path))
    try:
        started.enter()
        answer, _ = started.ask("/construire", "POST", {"quoi": "site --complet"})
        assert answer.getheader("Location") == "/documents.html"
        _until(lambda: "Terminé." in started.page("documents.html"))
        page = started.page("documents.html")
        assert "build/site/index.html" in page
        assert "fait." in page
        started.ask("/construire", "POST", {"quoi": "rm -rf"})
        assert started.page("documents.html").count("Terminé.") == 1
    finally:
        started.close()


TRIES = 450
"""Looks, a fifth of a second apart, before a test gives up."""


def _until(done: Callable[[], bool]) -> None:
    from time import sleep

    for _ in range(TRIES):
        if done():
            return
        sleep(0.2)
    raise AssertionError("pas venu à temps")


def test_an_editor_is_given_the_file_whole() -> None:
    path = Path("/un dossier/un 'fichier' {ligne}.md")
    assert command(path, 12, "monediteur --ligne {ligne} {fichier}")[:3] == [
        "monediteur",
        "--ligne",
        "12",
    ]
    assert command(path, 12, "monediteur") == ["monediteur", str(path)]
    assert command(Path("/x/budget.xlsx"), 1, "monediteur")[:1] != ["monediteur"]


def test_the_text_that_was_saved_is_fetched_before_all_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python computes one thing at a time: the page would wait for the whole."""
    monkeypatch.setattr("pipeline.atelier.serveur.GRACE", 60.0)
    name = "content/organisation/01-gouvernance.md"
    projet = ProjetVivant(lay_down(tmp_path), lambda: TODAY)
    projet.refresh()

    async def scene() -> None:
        serveur = Serveur(projet, shell_of_pages(), "")
        before = projet.etat.version
        await serveur.saved([name])
        await asyncio.sleep(0)
        assert serveur.following is not None
        assert projet.etat.version == before
        assert serveur.tours.texte == 1
        serveur.fetched.set()
        await serveur.following
        assert projet.etat.version == before + 1
        assert serveur.resting is not None
        serveur.resting.cancel()

    asyncio.run(scene())


def test_a_file_that_an_editor_writes_beside_then_renames_is_the_one_that_is_followed(
    atelier: Atelier,
) -> None:
    """As vim, TextEdit and « sed -i » do: what was written beside is gone, and is no text to show."""
    path = atelier.root / "content/organisation/01-gouvernance.md"
    before = path.read_bytes()
    try:
        for turn in range(2):
            beside = path.with_name(f"essai{turn}.md.tmp0")
            beside.write_bytes(before + f"\nUn mot lesuivant{turn}.\n".encode())
            beside.replace(path)
            _until(lambda: f"lesuivant{turn}" in atelier.page("texte.html"))  # noqa: B023
    finally:
        path.write_bytes(before)


def test_only_files_that_are_there_are_said_to_be_saved(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    kept = tmp_path / "content/a.md"
    kept.write_text("a", encoding="utf-8")
    paths = {str(kept), str(tmp_path / "content/sedXYZ"), str(tmp_path / "content/b.md")}
    saved, gone = _parted(paths, tmp_path)
    assert saved == ["content/a.md"]
    assert gone == ["content/b.md", "content/sedXYZ"]
