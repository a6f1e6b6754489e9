"""What only many projects together show, on real projects: V001 to V005, the table, the map, what changed, trials."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import __version__
from pipeline.assemble.portefeuille import Vue
from pipeline.compute.comparaisons import comparaisons
from pipeline.compute.portrait import WITHHELD, essai, portrait
from pipeline.compute.region import joined
from pipeline.disk import reference_data, shell_of_pages
from pipeline.model.budget import Plafond
from pipeline.model.comptes import Registre
from pipeline.model.files import CONTOURS, DECOUPAGE, Files
from pipeline.model.finding import Finding
from pipeline.model.portefeuille import (
    REFUSE,
    Constate,
    Droits,
    IndicateurChoisi,
    Passage,
    Portrait,
    Sort,
    etiquetes,
)
from pipeline.portefeuille.ensemble import files, vue
from pipeline.portefeuille.essais import read_bareme, read_plafonds
from pipeline.portefeuille.etude import Commande, etudier
from pipeline.read import read_contours, read_decoupage
from pipeline.read.portraits import read_passage
from pipeline.write.portraits import as_json
from tests.portefeuille.generateur import generer, territoires
from tests.projets import examen, petit_projet

JOUR = date(2026, 11, 22)


@lru_cache(maxsize=1)
def reference() -> Files:
    return reference_data()


def etude(root: Path, commande: Commande | None = None) -> Sort:
    asked = commande or Commande("", "", JOUR, construire=False)
    return etudier(replace(asked, chemin=root.name, racine=str(root))).sort


@pytest.fixture(scope="module")
def connus(modeles: Path) -> tuple[Sort, ...]:
    return tuple(etude(modeles / f"cpts-{rang}") for rang in range(3))


def connu(sort: Sort) -> Portrait:
    assert sort.portrait is not None
    return sort.portrait


def changed(sort: Sort, **values: object) -> Sort:
    return replace(sort, portrait=replace(connu(sort), **values))  # type: ignore[arg-type]


def told(sorts: Iterable[Sort], code: str) -> list[Finding]:
    return [one for one in vue(sorts, reference()).region.findings if one.code == code]


# --- rules --------------------------------------------------------------------------------------------------------


def test_three_projects_side_by_side_only_share_the_old_words_of_their_statutes(
    connus: tuple[Sort, ...],
) -> None:
    findings = vue(connus, reference()).region.findings
    assert {one.code for one in findings} <= {"V003", "V005"}


def test_v001_two_projects_of_one_name_are_told_once_and_bear_their_folders(
    connus: tuple[Sort, ...],
) -> None:
    copy = replace(connus[0], dossier="copie")
    seen = vue((*connus, copy), reference())
    (found,) = [one for one in seen.region.findings if one.code == "V001"]
    assert "est le nom de 2 projets : cpts-0 et copie." in found.message
    assert not {"V002", "V004"} & {one.code for one in seen.region.findings}
    nom = connu(connus[0]).nom
    assert [name for name, _ in seen.region.portraits][0::3] == [
        f"{nom} (cpts-0)",
        f"{nom} (copie)",
    ]
    assert told(connus, "V001") == []


def test_v002_a_commune_that_two_cpts_claim_is_an_error_with_its_inhabitants(
    connus: tuple[Sort, ...],
) -> None:
    taken = max(connu(connus[0]).communes)
    other = changed(connus[1], communes=(*connu(connus[1]).communes, taken))
    (found,) = told((connus[0], other), "V002")
    commune = read_decoupage(reference()[DECOUPAGE], [taken]).communes[taken]
    assert found.is_error
    assert found.message.startswith(f"{commune.designation} est demandée par ")
    assert found.message.endswith("habitants compteraient 2 fois.")
    assert [found.span.path, found.related[0].path] == [
        "cpts-0/content/projet.yaml",
        "cpts-1/content/projet.yaml",
    ]
    assert told(connus, "V002") == []


def test_v003_a_commune_left_between_two_cpts_is_told_and_one_inside_a_single_one_is_not(
    connus: tuple[Sort, ...],
) -> None:
    contours = read_contours(reference()[CONTOURS], ["32013"])
    all_around = sorted(contours.polygones)
    hole = "32013"
    near = contours.voisins[hole]
    half = sorted(near)[: len(near) // 2]
    one = changed(connus[0], communes=tuple(half), nom="Nord")
    rest = tuple(code for code in all_around if code not in (*half, hole))
    two = changed(connus[1], communes=rest, nom="Sud")
    (found,) = told((one, two), "V003")
    assert found.message.startswith(
        "Auch (Gers) n'est d'aucune CPTS, entre celles qui l'entourent, Nord et Sud ("
    )
    assert (found.span.path, found.related[0].path) == (
        f"{one.dossier}/content/projet.yaml",
        f"{two.dossier}/content/projet.yaml",
    ), "whoever may claim it, and not the first project of the list"
    far = changed(connus[2], communes=("65440",), nom="Loin")
    (same,) = told((far, one, two), "V003")
    assert same.span == found.span
    alone = changed(connus[0], communes=(*half, *rest))
    assert told((alone,), "V003") == []
    filled = changed(two, communes=(*rest, hole))
    assert told((one, filled), "V003") == []


def test_v004_one_name_in_two_bureaux_is_told_by_its_posts_and_never_named(
    connus: tuple[Sort, ...], modeles: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(modeles / "cpts-1", tmp_path / "cpts-1")
    people = root / "content/personnes.csv"
    first = (modeles / "cpts-0/content/personnes.csv").read_text(encoding="utf-8").splitlines()[1]
    nom, prenom = first.split(";")[2:4]
    lines = people.read_text(encoding="utf-8").splitlines()
    mine = lines[1].split(";")
    lines[1] = ";".join((*mine[:2], nom.upper(), prenom, *mine[4:]))
    people.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = told((connus[0], etude(root)), "V004")
    names = [connu(sort).nom for sort in connus[:2]]
    assert found.message == (
        f"le même nom et le même prénom tiennent « Présidente » de {names[0]} et "
        f"« Présidente » de {names[1]}."
    )
    assert nom not in repr(vue((connus[0], etude(root)), reference()))
    assert told(connus, "V004") == []


def test_v005_articles_that_are_alike_and_no_longer_those_of_the_model_are_told_together(
    connus: tuple[Sort, ...],
) -> None:
    (found,) = told(connus, "V005")
    assert found.message == (
        "article 1, article 2 et article 3 : 3 projets ont le même texte, "
        "qui n'est plus celui du modèle « avecsante »."
    )
    articles = connu(connus[0]).articles
    same = [
        changed(sort, articles=tuple(replace(one, conforme=True) for one in articles))
        for sort in connus
    ]
    assert told(same, "V005") == []


def test_a_project_of_another_version_is_read_and_says_so(modeles: Path, tmp_path: Path) -> None:
    root = shutil.copytree(modeles / "cpts-0", tmp_path / "cpts-0")
    (root / "Makefile").write_text("VERSION := 0.0.7\n", encoding="utf-8")
    found = etude(root)
    assert (found.sort, found.dit) == (
        "vérifié",
        f"projet fait avec la version 0.0.7, lu avec la {__version__}",
    )
    assert connu(found).logiciel == "0.0.7"


# --- the whole ----------------------------------------------------------------------------------------------------


def test_the_coverage_counts_each_commune_once(connus: tuple[Sort, ...]) -> None:
    seen = vue(connus, reference()).region
    people = sum(one.habitants_couverts for one in seen.couverts)
    assert people == sum(connu(sort).population for sort in connus)
    held = sum(one.couvertes for one in seen.couverts)
    assert held == sum(len(connu(sort).communes) for sort in connus)
    assert all(one.couvertes < one.communes for one in seen.couverts)


def test_grounds_are_joined_along_the_sides_that_they_share() -> None:
    left = (((0, 0), (0, 2), (2, 2), (2, 0), (0, 0)),)
    right = (((2, 0), (2, 2), (4, 2), (4, 0), (2, 0)),)
    (ring,) = joined([(left,), (right,)])
    assert set(ring) == {(0, 0), (0, 2), (2, 2), (4, 2), (4, 0), (2, 0)}
    assert len(ring) == 7
    around = (((-9, -9), (-9, 9), (9, 9), (9, -9), (-9, -9)), left[0])
    assert [len(one) for one in joined([(around,)])] == [5, 5]
    assert [len(one) for one in joined([(around,), (left,)])] == [5]


def test_costs_and_indicators_are_compared_over_the_projects_that_have_them() -> None:
    chosen = [
        IndicateurChoisi("prevention", name, "résultat", cible)
        for name, cible in (("Personnes vues", "20"), ("personnes vues", "40"), ("autre", ""))
    ]
    found = comparaisons(
        [Portrait("a", indicateurs=(chosen[0], chosen[2])), Portrait("b", indicateurs=(chosen[1],))]
    )
    assert [(one.nom, one.projets, one.cibles) for one in found.indicateurs] == [
        ("Personnes vues", 2, ("20", "40"))
    ]
    assert found.couts == ()


def test_what_a_mission_costs_for_one_inhabitant_is_that_of_a_mean_year(
    connus: tuple[Sort, ...],
) -> None:
    found = {one.mission: one for one in comparaisons(map(connu, connus)).couts}
    spent = [
        sum(
            (sum(bloc.depenses, Decimal(0)) for bloc in one.blocs if bloc.cle == "crises"),
            Decimal(0),
        )
        for one in map(connu, connus)
    ]
    people = [connu(sort).population for sort in connus]
    cents = sorted(
        (amount / 2 / count).quantize(Decimal("0.01"))
        for amount, count in zip(spent, people, strict=True)
    )
    cost = found["crises"]
    assert (cost.projets, cost.mini, cost.mediane, cost.maxi) == (3, *cents)


# --- files --------------------------------------------------------------------------------------------------------


def made(seen: Vue) -> dict[str, bytes]:
    return files(seen, reference(), shell_of_pages(), JOUR)


def test_the_workbook_has_numbers_as_numbers_and_texts_as_texts(connus: tuple[Sort, ...]) -> None:
    run = changed(connus[0], nom='=HYPERLINK("http://x")', statut="+1")
    outputs = made(vue((run, connus[1], Sort("-1", REFUSE, "@rien")), reference()))
    book = load_workbook(io.BytesIO(outputs["portefeuille.xlsx"]))
    sheet = book["Projets"]
    titles = [cell.value for cell in sheet[1]]
    first = dict(zip(titles, sheet[2], strict=True))
    assert (first["CPTS"].value, first["CPTS"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert (first["Statut"].value, first["Statut"].data_type) == ("+1", "s")
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("-1", "s")
    assert first["Habitants"].value == connu(run).population
    rights = sum(connu(run).tous_droits)
    assert first["Droits du contrat"].value == rights
    column = first["Droits du contrat"].column_letter
    assert sheet.column_dimensions[column].width > len(f"{rights:,.2f} €"), "else it shows ###"
    assert sheet.row_dimensions[1].height == 2 * 15, "« Prochaine échéance » takes two lines"
    assert first["Dépôt"].value == datetime.fromisoformat(connu(run).jours["depot"])
    assert isinstance(first["Prochaine échéance"].value, datetime)
    assert all(isinstance(row[1].value, datetime) for row in book["Échéances"].iter_rows(min_row=2))
    spent = 0.0
    for line in book["Budget par bloc"].iter_rows(min_row=2, values_only=True):
        if line[0] == connu(connus[1]).nom and line[2] == "dépense":
            assert isinstance(line[4], int | float)
            spent += line[4]
    assert spent == sum(connu(connus[1]).depenses)


def test_a_date_that_is_no_day_stays_the_words_that_were_typed(connus: tuple[Sort, ...]) -> None:
    run = changed(connus[0], dates={"depot": "1er trimestre 2027"}, jours={})
    book = load_workbook(io.BytesIO(made(vue((run,), reference()))["portefeuille.xlsx"]))
    titles = [cell.value for cell in book["Projets"][1]]
    first = dict(zip(titles, book["Projets"][2], strict=True))
    assert (first["Dépôt"].value, first["Validation"].value) == ("1er trimestre 2027", None)


def test_the_page_shows_every_project_on_its_map_and_no_file_names_anybody(
    connus: tuple[Sort, ...], modeles: Path
) -> None:
    outputs = made(vue(connus, reference()))
    page = outputs["index.html"].decode()
    drawing = page[page.index("<svg") : page.index("</svg>")]
    for sort in connus:
        assert f">{connu(sort).nom.removeprefix('CPTS ')}</text>" in drawing
        assert f">{connu(sort).nom}</th>" in page or f">{connu(sort).nom}</td>" in page
    assert "<script" not in page
    book = load_workbook(io.BytesIO(outputs["portefeuille.xlsx"]))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    everything = "\n".join((page, outputs["portefeuille.json"].decode(), *cells))
    for rang in range(3):
        people = (modeles / f"cpts-{rang}/content/personnes.csv").read_text(encoding="utf-8")
        contacts = (modeles / f"cpts-{rang}/content/prive/contacts.csv").read_text(encoding="utf-8")
        private = {line.split(";")[2] for line in people.splitlines()[1:3]}
        private |= set(re.findall(r"[\w.]+@[\w.]+|0[0-9](?: ?[0-9]{2}){4}", contacts))
        assert len(private) > 2
        assert [word for word in private if word in everything] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("patients vus par Zélie Marchand", "patients vus par [une personne]"),
        ("patients vus par MARCHAND zélie", "patients vus par [une personne]"),
        ("patients du Dr Marchand", "patients du Dr [une personne]"),
        ("patients du Dr MARCHAND, à Auch", "patients du Dr [une personne], à Auch"),
        ("patients venus du secteur marchand", "patients venus du secteur marchand"),
        ("patients de Marchandville", "patients de Marchandville"),
        ("patients de Pavie", "patients de Pavie"),
        ("appels au 06 12 34 56 78", WITHHELD),
        ("appels au 15", "appels au 15"),
    ],
)
def test_what_a_cpts_typed_of_somebody_stays_in_its_project(
    typed: str, told: str, modeles: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(modeles / "cpts-0", tmp_path / "projet")
    people = folder / "content/personnes.csv"
    text = people.read_text(encoding="utf-8-sig")
    first = next(line for line in text.splitlines() if line.startswith("durand;"))
    fields = first.split(";")
    text = text.replace(first, ";".join((*fields[:2], "Marchand", "Zélie", *fields[4:])))
    people.write_text(text, encoding="utf-8")
    fiche = folder / "content/fiches/M1-01-action.md"
    before = fiche.read_text(encoding="utf-8")
    after = before.replace("personnes touchées", typed)
    assert after != before
    fiche.write_text(after, encoding="utf-8")
    sort = etudier(Commande("projet", str(folder), JOUR, construire=False)).sort
    names = {one.nom for one in connu(sort).indicateurs}
    assert told in names
    assert told == typed or typed not in names


def test_a_run_is_read_back_as_it_was_and_the_same_run_gives_the_same_bytes(
    connus: tuple[Sort, ...],
) -> None:
    sorts = etiquetes((*connus, Sort("absent", REFUSE, "ce dossier n'existe pas")))
    text = as_json(sorts, "2026-11-22")
    assert read_passage(text.encode()) == Passage("2026-11-22", sorts)
    assert made(vue(sorts, reference())) == made(vue(sorts, reference()))


@pytest.mark.parametrize(
    "harm",
    [
        ("{", ""),
        ('"forme": 1', '"forme": 2'),
        ('"projets": [', '"projets": [null, '),
        ('"taille": ', '"taille": "deux", "autre": '),
        ('"documents": 0', '"documents": true'),
        ('"montants": [\n', '"montants": [\n "NaN", '),
        ('"communes": [', '"communes": [1, '),
    ],
)
def test_what_no_run_wrote_is_not_read_back(
    connus: tuple[Sort, ...], harm: tuple[str, str]
) -> None:
    text = as_json(connus, "2026-11-22")
    assert harm[0] in text
    assert read_passage(text.replace(*harm, 1).encode()) is None


def test_what_changed_since_the_last_run_is_said_project_by_project(
    connus: tuple[Sort, ...],
) -> None:
    before = connus[0]
    old = connu(before)
    rights = tuple(
        Droits(one.cle, tuple(amount + 1000 for amount in one.montants)) for one in old.droits[:1]
    )
    after = changed(
        before,
        etape="bilan",
        communes=old.communes[1:],
        missions=(*old.missions, "qualite"),
        droits=(*rights, *old.droits[1:]),
        dates={**old.dates, "depot": "1er février 2027"},
    )
    seen = vue((after, connus[2]), reference(), Passage("2026-11-01", (before, connus[1])))
    told = {one.etiquette: one.phrases for one in seen.evolutions}
    phrases = " | ".join(told[old.nom])
    assert f"étape : {old.etape} → bilan" in phrases
    assert f"dépôt : {old.dates['depot']} → 1er février 2027" in phrases
    assert f"communes retirées : {old.communes[0]}" in phrases
    assert "missions ajoutées : Qualité" in phrases
    assert re.search(r"droits de l'année 1 : .* \(\+1\u202f000\u00a0€\)", phrases)
    assert told[connu(connus[2]).nom] == ("nouveau dans le portefeuille",)
    assert told[connu(connus[1]).nom] == ("n'est plus dans le portefeuille",)
    assert seen.depuis == "1er novembre 2026"


def test_a_rule_that_speaks_more_or_less_than_the_last_time_is_named(
    connus: tuple[Sort, ...],
) -> None:
    """What a rule that is new touches, and by how much, even where as many findings were told before."""
    told = (("P014", "avertissement", 1), ("F012", "avertissement", 2), ("B001", "erreur", 1))
    since = (("P014", "avertissement", 3), ("T016", "avertissement", 1), ("B001", "erreur", 1))
    before, after = (
        changed(connus[0], constats=tuple(Constate(*one) for one in kept)) for kept in (told, since)
    )
    seen = vue((after,), reference(), Passage("2026-11-01", (before,)))
    assert seen.evolutions[0].phrases == (
        "avertissements : 3 → 4 (P014 2 fois de plus, T016 de plus, F012 2 fois de moins)",
    )
    swapped = changed(
        connus[0], constats=tuple(Constate(*one) for one in (*told[:2], ("B002", "erreur", 1)))
    )
    seen = vue((swapped,), reference(), Passage("2026-11-01", (before,)))
    assert seen.evolutions[0].phrases == ("erreurs : 1 → 1 (B002 de plus, B001 de moins)",)


# --- trials -------------------------------------------------------------------------------------------------------


def test_a_bareme_tried_tells_the_euros_of_each_year_and_leaves_the_project_as_it_is(
    modeles: Path, connus: tuple[Sort, ...]
) -> None:
    today = reference()["pipeline/reference/baremes/aci-avenant-2.yaml"]
    richer = today.replace(b"cle: aci-avenant-2", b"cle: essai").replace(
        b"fonctionnement: [50000, 60000, 75000, 90000]",
        b"fonctionnement: [51000, 62000, 78000, 94000]",
    )
    said: list[Finding] = []
    bareme = read_bareme("essai.yaml", richer, said)
    assert said == []
    tried = etude(modeles / "cpts-0", Commande("", "", JOUR, False, bareme))
    one = connu(tried)
    assert one.tous_droits == connu(connus[0]).tous_droits
    assert one.essai is not None
    more = {1: 1000, 2: 2000, 3: 3000, 4: 4000}[one.taille]
    gains = [
        after - before
        for before, after in zip(one.droits[0].montants, one.essai.droits[0].montants, strict=True)
    ]
    assert gains == [more] * 5
    assert one.essai.droits[1:] == one.droits[1:]
    page = made(vue([tried], reference(), essai="barème « essai »"))["index.html"].decode()
    assert "Essai : barème « essai »" in page
    assert ">1 projet touché<" in page


def test_a_bareme_that_begins_during_the_contract_counts_from_its_first_day(modeles: Path) -> None:
    today = reference()["pipeline/reference/baremes/aci-avenant-2.yaml"]
    later = (
        today.replace(b"cle: aci-avenant-2", b"cle: essai")
        .replace(b"debut:\n", b"debut: 2029-04-01\n")
        .replace(b"[50000, 60000, 75000, 90000]", b"[60000, 70000, 85000, 100000]")
    )
    bareme = read_bareme("essai.yaml", later, [])
    one = connu(etude(modeles / "cpts-0", Commande("", "", JOUR, False, bareme)))
    assert one.essai is not None
    gains = [
        after - before
        for before, after in zip(one.droits[0].montants, one.essai.droits[0].montants, strict=True)
    ]
    assert gains == [0, 0, 10_000, 10_000, 10_000]


def test_a_project_without_a_size_that_is_known_is_said_to_be_out_of_the_trial(
    tmp_path: Path,
) -> None:
    (ground,) = territoires(1, ("32",))
    root = generer(tmp_path / "cpts", 1, ground, faute="barème", fiches=4)
    bareme = read_bareme("essai.yaml", reference()["pipeline/reference/baremes/aci-2019.yaml"], [])
    one = connu(etude(root, Commande("", "", JOUR, False, bareme)))
    assert one.essai is not None
    assert one.essai.sans_objet == "son barème n'est pas connu"


def test_plafonds_are_read_with_the_columns_of_ours_and_what_is_wrong_is_told_in_their_file() -> (
    None
):
    said: list[Finding] = []
    found = read_plafonds("pass.csv", b"annee;montant;source\n2027;49000;JO\n", said)
    assert said == []
    assert found[2027].montant == 49_000
    read_plafonds("pass.csv", b"annee;montant;source\n2027;4000;JO\n", said)
    assert [one.span.path for one in said] == ["pass.csv"]


def test_what_is_wrong_with_a_bareme_names_the_file_that_was_given_and_no_other() -> None:
    said: list[Finding] = []
    read_bareme("avenant.yaml", b"cle: x\nn: 1\n", said)
    assert [one.code for one in said if one.is_error]
    everything = "\n".join(
        str(word) for one in said for word in (one.span, one.message, *one.hints)
    )
    assert "avenant.yaml" in everything
    assert "essai.yaml" not in everything
    assert "pipeline/" not in everything


def test_a_plafond_tried_tells_by_how_many_euros_the_register_passes_it_before_and_after() -> None:
    seen = examen(petit_projet())
    paid = {2026: (Decimal(50_000), Decimal(10_000)), 2027: (Decimal(48_500),)}
    comptes = replace(seen.comptes, registre=Registre(personnes=paid))
    lower = {
        2026: Plafond(2026, Decimal(48_000), "essai"),
        2027: Plafond(2027, Decimal(49_000), "essai"),
    }
    found = essai(seen.projet, comptes, None, lower)
    known = seen.projet.plafonds[2026].montant
    assert found.depassements == (98_500 - 2 * known, Decimal(2_000))
    assert found.droits == portrait(seen.projet, comptes, (), {}, {}, JOUR).droits
    same = essai(seen.projet, comptes, None, {})
    assert same.depassements[0] == same.depassements[1]
