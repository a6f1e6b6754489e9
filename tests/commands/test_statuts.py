"""Statutes as the founders and the assembly live them: choose a model, read over, change, compare."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.statuts import model, models
from pipeline.disk import models_of_statutes, read_project
from pipeline.run import build, examine
from tests.projets import CHECKOUT, TODAY, edited
from tests.test_depot import git
from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALEURS = "content/statuts/valeurs.yaml"
URPS = f"{VALEURS}\n- modele: avecsante\n+ modele: urps\n"
ORIGINE = f"{VALEURS}\n- variante:\n+ variante: 2019\n"


def words_of(data: bytes) -> str:
    """All the words of a document, with ordinary spaces and apostrophes."""
    text = " ".join(
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in Document(io.BytesIO(data)).element.body.iter(f"{W}p")
    )
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split())


@lru_cache(maxsize=8)
def built(notation: str) -> str:
    """The words of ``statuts.docx`` in the shipped example after some edits, without any error."""
    files, odd = read_project(CHECKOUT)
    found = examine(edited(files, notation), odd, TODAY)
    assert [str(f) for f in found.findings if f.is_error] == []
    return words_of(build(found, wanted=["statuts"])["statuts.docx"])


AVECSANTE_2019 = (
    ("art. 1", "régie par la loi du 1er juillet 1901 et par le décret du 16 août 1901"),
    ("art. 2, six buts", "de réduire les inégalités de santé d'origine sociale"),
    (
        "art. 2, L. 1434-12 seul",
        "conformément à l'article L. 1434-12 du code de la santé publique, issu de la loi",
    ),
    (
        "art. 3, transfert par le conseil",
        "Le conseil d'administration peut, par simple décision, le transférer",
    ),
    ("art. 4", "durée illimitée"),
    (
        "art. 5-1, trois sortes de membres",
        "de membres fondateurs, de membres actifs et de membres d'honneur",
    ),
    ("art. 5-1, une voix", "Chacun dispose d'une voix et d'une seule"),
    (
        "art. 5-1, membres d'honneur",
        "dispensés de cotisation, et ne sont ni électeurs ni éligibles",
    ),
    ("art. 5-1, voix consultative", "avec voix consultative"),
    (
        "art. 5-2, quatre collèges",
        "Collège des professionnels : .*Collège des équipes de soins primaires : ",
    ),
    ("art. 5-2, suite", "Collège des structures : .*Collège des habitants : "),
    ("art. 6, versée le mois dit", "se verse en avril"),
    (
        "art. 7, ouverte à tous",
        "toute personne physique qui exerce ou réside .* et toute personne morale",
    ),
    (
        "art. 8, lettre recommandée",
        "démission, adressée au président par lettre recommandée avec accusé de réception ;",
    ),
    ("art. 8, exclusion par le conseil", "exclusion, que décide le conseil d'administration"),
    ("art. 8, explications écrites", "explications écrites"),
    (
        "art. 8, radiation",
        "radiation, que décide le conseil d'administration lorsque la cotisation n'est pas payée",
    ),
    (
        "art. 9, sièges par collège à égalité",
        r"douze \(12\) sièges.*: 3 sièges.*: 3 sièges.*: 3 sièges.*: 3 sièges",
    ),
    ("art. 9, élection", "au scrutin secret et à la majorité simple"),
    (
        "art. 9, trois ans",
        r"La durée de leur mandat est fixée à trois \(3\) ans. Le conseil est renouvelé",
    ),
    ("art. 9, rééligibles deux fois", r"renouvellements successifs est limité à deux \(2\)"),
    (
        "art. 9, vacance jusqu'à la prochaine AGO",
        "La plus proche assemblée générale ordinaire procède au remplacement",
    ),
    ("art. 9, règlement intérieur", "Le règlement intérieur prévu à l'article 21 fixe"),
    ("art. 10, éligibilité", "présent ou dûment représenté à l'assemblée générale ordinaire"),
    (
        "art. 11, trois réunions",
        r"réunions du conseil d'administration est fixé à trois \(3\) par an",
    ),
    ("art. 11, demande d'un tiers", "à la demande d'au moins le tiers des administrateurs"),
    ("art. 11, dix jours", r"dix \(10\) jours au moins avant la réunion"),
    (
        "art. 11, ordre du jour",
        "Seules les questions inscrites à l'ordre du jour peuvent donner lieu à un vote",
    ),
    ("art. 11, quorum de moitié", "en présence d'au moins la moitié des administrateurs"),
    (
        "art. 11, voix prépondérante",
        "Si les voix sont également partagées, celle du président l'emporte",
    ),
    (
        "art. 11, deux pouvoirs",
        r"pouvoirs détenus par un administrateur présent est limité à deux \(2\)",
    ),
    ("art. 11, deux tiers pour exclure", "au moins les deux tiers des suffrages exprimés"),
    (
        "art. 11, bulletin secret au tiers",
        "scrutin est secret à la demande d'au moins le tiers des membres présents",
    ),
    (
        "art. 11, procès-verbal",
        "Le secrétaire et le président signent le procès-verbal, qui est porté au registre",
    ),
    ("art. 12, trois absences", r"absences consécutives et non justifiées atteint trois \(3\)"),
    ("art. 13, bénévolat", "Les fonctions d'administrateur sont, par défaut, bénévoles"),
    ("art. 13, loi de finances pour 2002", r"loi n° 2001-1275 du 28 décembre 2001"),
    ("art. 13, approbation annuelle", "approuve chaque année les modalités de cette rémunération"),
    ("art. 13, rapport financier", "Le rapport financier annuel indique"),
    (
        "art. 14, compétence générale",
        "que les présents statuts ne réservent pas à l'assemblée générale",
    ),
    ("art. 15-1, élu par le conseil", "Le conseil d'administration élit en son sein un bureau"),
    ("art. 15-1, quatre postes", "président ; .*vice-président ; .*secrétaire et.*trésorier et"),
    ("art. 15-1, deux collèges", r"d'au moins deux \(2\) collèges différents"),
    ("art. 15-1, pas de cumul", "Une même personne ne peut occuper plusieurs postes"),
    (
        "art. 15-1, trois ans, deux renouvellements",
        r"trois \(3\) ans. Le nombre de renouvellements successifs .*deux",
    ),
    ("art. 15-2", "ordonne les dépenses de fonctionnement"),
    (
        "art. 15-2, président de séance",
        "le conseil désigne parmi ses membres un président de séance",
    ),
    ("art. 15-5, comptes", "présente chaque année sa gestion à l'assemblée générale ordinaire"),
    ("art. 16-1, demande d'un quart", "à la demande d'au moins le quart des membres"),
    (
        "art. 16-1, lettre",
        "Cette demande lui est adressée par lettre recommandée avec accusé de réception",
    ),
    ("art. 16-1, trente jours", r"dans les trente \(30\) jours qui suivent la demande"),
    ("art. 16-1, à jour de cotisation", "Pour voter, un membre doit être à jour de sa cotisation"),
    ("art. 16-1, deux pouvoirs", r"pouvoirs détenus par un membre présent est limité à deux \(2\)"),
    ("art. 16-1, émargement", "Une feuille d'émargement est signée par chaque membre présent"),
    ("art. 16-2, une fois par an", "se tient une fois par an au moins"),
    ("art. 16-2, budget", "voter le budget de l'exercice suivant"),
    (
        "art. 16-2, majorité simple",
        "prises à la majorité simple des voix des membres présents ou représentés",
    ),
    ("art. 16-2, sans quorum", "quel que soit le nombre des membres présents ou représentés"),
    (
        "art. 16-3, compétences",
        "modifier les statuts, .*décider la fusion .*décider la dissolution",
    ),
    ("art. 16-3, moitié plus un", "au moins la moitié plus un des membres ayant le droit de vote"),
    (
        "art. 16-3, quinze jours",
        r"quinze \(15\) jours au moins après la première, et délibère quel que soit",
    ),
    (
        "art. 16-3, deux tiers",
        "les deux tiers des voix des membres présents ou représentés, pour une modification",
    ),
    ("art. 17, subventions", "des subventions de l'État, de l'Assurance maladie"),
    ("art. 18, par collège", "fixe chaque année le montant de la cotisation, collège par collège"),
    ("art. 19, engagement", "comptabilité d'engagement"),
    ("art. 20, liquidateurs", "désigne un ou plusieurs liquidateurs"),
    ("art. 20, article 9", "conformément à l'article 9 de la loi du 1er juillet 1901"),
    ("art. 20, rien aux membres", "aucun membre ne peut recevoir une part de cet actif"),
    ("art. 21, approbation par l'AGO", "soumis à l'approbation de l'assemblée générale ordinaire"),
    ("art. 22, trois mois", "Dans un délai de trois mois, il fait connaître à la préfecture"),
    (
        "art. 23, rapport au préfet",
        "Chaque année, l'association adresse son rapport et ses comptes au préfet",
    ),
    ("signatures", "signés par le président et par le vice-président"),
)
EXTRAIT_URPS = (
    ("deux catégories", "L'association se compose de membres actifs et de membres partenaires"),
    (
        "personne physique",
        "Peut être membre actif la personne physique qui remplit toutes les conditions",
    ),
    (
        "professionnel conventionné",
        "conventionné avec l'Assurance maladie, d'une profession signataire",
    ),
    (
        "exercice sur le territoire",
        "exercer, ou avoir une activité de soins effective, sur le territoire",
    ),
    ("participation active", "prendre une part active"),
    ("cotisation annuelle", "être à jour de sa cotisation annuelle"),
    ("une voix", "Chaque membre actif dispose d'une voix, et d'une seule"),
    ("deux mandats écrits", r"par mandat écrit ; le nombre de mandats .* est limité à deux \(2\)"),
    ("partenaires sans vote", "Ils n'ont pas le droit de vote"),
    (
        "partenaires agréés à la majorité",
        "Le bureau agrée les nouveaux membres, .* à la majorité de ses membres",
    ),
    ("décision sans motif", "sa décision n'a pas à être motivée"),
    ("bureau de six à neuf", r"six \(6\) membres actifs au moins et de neuf \(9\) au plus"),
    ("trois professions", r"au moins trois \(3\) professions de santé différentes"),
    ("un tiers de médecins", "Les médecins y occupent au moins le tiers des sièges"),
    (
        "médecins proposés par leurs pairs",
        "proposés par les médecins libéraux membres de l'association, et choisis",
    ),
    (
        "élu par l'assemblée",
        "L'assemblée générale ordinaire élit les membres du bureau parmi les membres actifs",
    ),
    ("scrutin majoritaire", "au scrutin majoritaire"),
    (
        "six postes",
        "président ; .*deux vice-.*secrétaire général ; .*trésorier ; .*trésorier adjoint\\.",
    ),
    ("un médecin parmi président et vice-présidents", "comptent parmi eux un médecin au moins"),
    ("présidence tournante", "peut décider que la présidence passe chaque année de l'un à l'autre"),
    (
        "sur trois ans, déclarée",
        "période de trois ans. Tout changement de président est porté .* et déclaré à la préfecture",
    ),
    ("mandat de trois ans", r"La durée de leur mandat est fixée à trois \(3\) ans"),
    ("le bureau prépare", "Le bureau prépare les décisions des assemblées générales"),
    (
        "pouvoirs les plus étendus",
        "les pouvoirs les plus étendus pour gérer, diriger et administrer",
    ),
    (
        "calendrier et indicateurs",
        "calendrier de déploiement des missions .* indicateurs d'action et de résultat",
    ),
    ("règlement intérieur éventuel", "Le cas échéant, le bureau rédige un règlement intérieur"),
)


@pytest.mark.parametrize(
    ("rule", "wanted"), AVECSANTE_2019, ids=[rule for rule, _ in AVECSANTE_2019]
)
def test_the_2019_variant_says_each_rule_of_the_avecsante_model(
    exemple: Path, rule: str, wanted: str
) -> None:
    assert re.search(wanted, built(ORIGINE)), rule


@pytest.mark.parametrize(("rule", "wanted"), EXTRAIT_URPS, ids=[rule for rule, _ in EXTRAIT_URPS])
def test_the_urps_model_says_each_rule_of_the_extract(
    exemple: Path, rule: str, wanted: str
) -> None:
    assert re.search(wanted, built(URPS)), rule


def test_the_up_to_date_model_leaves_the_six_old_points(exemple: Path) -> None:
    text = built("")
    for old in ("2001-1275", "issu de la loi", "par lettre recommandée avec accusé de réception ;"):
        assert old not in text
        assert old in built(ORIGINE)
    for new in (
        "L. 1434-12-2",
        "crises sanitaires",
        "D. 1434-44",
        "visioconférence",
        "capacité de recevoir des",
    ):
        assert new in text
        assert new not in built(ORIGINE)


def test_the_notes_of_the_models_are_never_printed(exemple: Path) -> None:
    for notation in ("", ORIGINE, URPS):
        for note in ("AVECsanté", "extrait publié", "URPS", "cohérence du texte"):
            assert note not in built(notation)


def test_every_article_says_where_it_comes_from_and_why_it_differs() -> None:
    for path, data in models_of_statutes().items():
        if path.endswith(".md") and not path.startswith("reglement"):
            head = data.decode().split("---")[1]
            assert "source: " in head, path
            if path.startswith("urps/"):
                assert "complement: " in head or "annexe 3" in head, path
            assert (
                head.count("changement: ") == head.count("raison: ") == head.count("origine: ")
            ), path


def test_the_example_follows_the_models_word_for_word(exemple: Path) -> None:
    for path, data in models_of_statutes().items():
        folder = "content/" if path.startswith("reglement-interieur/") else "content/statuts/"
        if path.endswith(".md"):
            assert (exemple / folder / path).read_bytes() == data, path


@pytest.mark.parametrize("count", [2, 5])
def test_a_cpts_with_another_number_of_colleges_builds(exemple: Path, count: int) -> None:
    text = (exemple / VALEURS).read_text(encoding="utf-8")
    block = text[text.index("  - cle: professionnels") : text.index("conseil:\n")]
    colleges = "".join(
        f"  - cle: college-{rank}\n    nom: Collège {rank}\n    sieges: 3\n    cotisation: 20\n"
        for rank in range(1, count + 1)
    )
    files, odd = read_project(exemple)
    people = files["content/personnes.csv"].decode()
    for rank, cle in enumerate(("professionnels", "equipes", "structures", "habitants")):
        people = people.replace(f";{cle};", f";college-{rank % count + 1};")
    changed = text.replace(block, colleges + "\n").replace(
        "  sieges: 12\n", f"  sieges: {3 * count}\n"
    )
    changed = re.sub("administrateurs: .*", "administrateurs: []", changed)
    found = examine(
        {**files, VALEURS: changed.encode(), "content/personnes.csv": people.encode()}, odd, TODAY
    )
    assert [str(f) for f in found.findings if f.is_error] == []
    printed = words_of(build(found, wanted=["statuts"])["statuts.docx"])
    assert f"({3 * count}) sièges" in printed
    assert f"Collège {count} : 3 sièges" in printed


def test_a_model_is_copied_once_and_never_over_what_is_there(dossier: Path) -> None:
    done = projet_sante(dossier, "statuts", "urps")
    assert done.returncode == 0, done.stderr
    first = dossier / "content/statuts/urps/01-denomination.md"
    assert first.read_bytes() == model("urps")["urps/01-denomination.md"]
    first.write_text("à nous", encoding="utf-8")
    (dossier / "content/statuts/urps/02-objet.md").unlink()
    done = projet_sante(dossier, "statuts", "urps")
    assert "laissés intacts" in done.stdout
    assert first.read_text(encoding="utf-8") == "à nous"
    assert (dossier / "content/statuts/urps/02-objet.md").exists()


def test_a_model_kept_beside_the_one_followed_says_nothing(dossier: Path) -> None:
    projet_sante(dossier, "statuts", "urps")
    assert projet_sante(dossier, "check", "--strict").returncode == 0


@pytest.mark.parametrize(
    "words", [["statuts"], ["statuts", "urp"], ["statuts", "reglement-interieur"]]
)
def test_a_model_that_does_not_exist_gets_a_sentence(dossier: Path, words: list[str]) -> None:
    done = projet_sante(dossier, *words)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_the_models_are_the_two_announced() -> None:
    assert models() == ["avecsante", "urps"]


@pytest.fixture
def copie(exemple: Path, tmp_path: Path) -> Path:
    """The shipped example, followed by a git of its own, its first state named v1."""
    folder = tmp_path / "cpts"
    for name in ("content", "budgets", "templates"):
        shutil.copytree(exemple / name, folder / name)
    git(folder, "init", "-q", "-b", "principale")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Statuts votés")
    git(folder, "tag", "v1")
    return folder


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_seat_changed_in_the_values_is_compared_as_exactly_that(copie: Path) -> None:
    edit(
        copie, VALEURS, "    sieges: 3\n    cotisation: 10\n", "    sieges: 4\n    cotisation: 10\n"
    )
    edit(copie, VALEURS, "  sieges: 12\n", "  sieges: 13\n")
    done = projet_sante(copie, "comparer-statuts", "v1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Article 9 — Conseil d'administration : modifié" in done.stdout
    assert "1 article modifié, 23 sans changement." in done.stdout
    assert "dans les trois mois" in done.stdout
    data = (copie / "build/comparaison-statuts.docx").read_bytes()
    body = Document(io.BytesIO(data)).element.body
    struck, added = (
        [r.findtext(f"{W}t") for r in body.iter(f"{W}r") if r.find(f"{W}rPr/{W}{mark}") is not None]
        for mark in ("strike", "u")
    )
    assert struck[1:] == [
        "douze",
        "12",
        "3",
    ]  # the first of each is in the sentence that explains the marks
    assert added[1:] == ["treize", "13", "4"]
    assert "sans changement" in words_of(data)


def test_two_states_of_git_are_compared_without_the_folder(copie: Path) -> None:
    edit(copie, "content/statuts/avecsante/04-duree.md", "illimitée", "de trente ans")
    git(copie, "commit", "-qam", "Durée")
    edit(copie, "content/statuts/avecsante/04-duree.md", "trente", "vingt")
    done = projet_sante(copie, "comparer-statuts", "v1", "HEAD")
    assert "1 article modifié" in done.stdout
    assert "trente" in words_of((copie / "build/comparaison-statuts.docx").read_bytes())
    done = projet_sante(copie, "comparer-statuts", "v1", "v1")
    assert "24 articles sans changement." in done.stdout


def test_statutes_that_cannot_be_read_are_not_compared(copie: Path) -> None:
    (copie / "content/statuts/avecsante/04-duree.md").write_text("sans en-tête", encoding="utf-8")
    done = projet_sante(copie, "comparer-statuts", "v1")
    assert done.returncode == 1
    assert "L004" in done.stdout
    assert "rien n'a été comparé" in done.stdout
    assert not (copie / "build/comparaison-statuts.docx").exists()


def test_the_passage_from_the_2019_rules_shows_the_points_brought_up_to_date(copie: Path) -> None:
    edit(copie, VALEURS, "\nvariante:\n", "\nvariante: 2019\n")
    git(copie, "commit", "-qam", "Règles de 2019")
    edit(copie, VALEURS, "\nvariante: 2019\n", "\nvariante:\n")
    done = projet_sante(copie, "comparer-statuts", "HEAD")
    for number in (2, 8, 11, 13, 16, 17, 23):
        assert f"Article {number} — " in done.stdout
    assert "8 articles modifiés, 16 sans changement." in done.stdout


def test_what_differs_from_the_model_is_shown_with_the_values(copie: Path) -> None:
    assert "24 articles sans changement." in projet_sante(copie, "ecarts-statuts").stdout
    edit(copie, "content/statuts/avecsante/04-duree.md", "illimitée", "de trente ans")
    edit(copie, VALEURS, "  reunions_par_an: 3\n", "  reunions_par_an: 2\n")
    (copie / "content/statuts/avecsante/23-liberalites.md").unlink()
    done = projet_sante(copie, "ecarts-statuts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "  - L'association est constituée pour une durée illimitée." in done.stdout
    assert "  + L'association est constituée pour une durée de trente ans." in done.stdout
    assert "Article 23 — Libéralités : supprimé" in done.stdout
    assert "conseil.reunions_par_an : 2 (le modèle propose : 3)" in done.stdout
    text = words_of((copie / "build/ecarts-statuts.docx").read_bytes())
    assert "remplace la loi de finances pour 2002" in text


def test_statutes_of_their_own_have_no_model_to_compare_with(copie: Path) -> None:
    shutil.move(copie / "content/statuts/avecsante", copie / "content/statuts/les-notres")
    edit(copie, VALEURS, "modele: avecsante\n", "modele: les-notres\n")
    done = projet_sante(copie, "ecarts-statuts")
    assert done.returncode == 2
    assert "n'est pas un modèle fourni" in done.stderr


ACTES = ("convocation", "emargement", "proces-verbal", "dirigeants", "fondateurs")


def documents(notation: str, contacts: bool = True) -> dict[str, str]:
    """The words of every document of the shipped example after some edits."""
    files, odd = read_project(CHECKOUT)
    if contacts:
        files = {**files, "content/prive/contacts.csv": files["content/prive/contacts.exemple.csv"]}
    found = examine(edited(files, notation), odd, TODAY)
    assert [str(f) for f in found.findings if f.is_error] == []
    return {name: words_of(data) for name, data in build(found).items()}


@pytest.mark.parametrize("notation", ["", URPS])
def test_the_founding_acts_come_out_of_the_same_values(exemple: Path, notation: str) -> None:
    found = documents(notation)
    assert {f"{acte}.docx" for acte in ACTES} <= set(found)
    for acte in ACTES:
        assert "{{" not in found[f"{acte}.docx"]
    assert "le 3 décembre 2026 à 20 h" in found["convocation.docx"]
    assert "deux (2) pouvoirs" in found["convocation.docx"]
    assert "Claire Delafable, médecin généraliste" in found["emargement.docx"]
    assert "l'article 18 des statuts" in found["proces-verbal.docx"]
    assert "Nora Delalégende" not in found["fondateurs.docx"]
    assert (
        "Association des usagers d'Exemple, représentée par Simone Allégorie"
        in found["fondateurs.docx"]
    )


def test_a_public_document_has_no_contact_detail_and_a_private_one_has(exemple: Path) -> None:
    livrables = "content/livrables.yaml\n-   parties: [dirigeants]\n+   parties: [dirigeants]\n+   diffusion: publique\n"
    limits = "  pages_par_fiche: 2\n"
    projet = f"- {limits}-   diffusion: restreinte\n+ {limits}+   diffusion: publique\n"
    private, public = documents(""), documents(livrables + projet)
    for name, word in (
        ("dirigeants.docx", "1 rue du Conte"),
        ("projet-de-sante.docx", "05 36 49 10 01"),
    ):
        assert word in private[name]
        assert word not in public[name]
    assert "Claire Delafable" in public["dirigeants.docx"]


def test_the_governance_and_the_members_follow_the_values(exemple: Path) -> None:
    text = documents("")["projet-de-sante.docx"]
    people = (exemple / "content/personnes.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    engaged = sum(";engagé;" in line for line in people)
    coming = len(people) - engaged
    assert "douze sièges : trois par collège" in text
    assert f"{engaged // 2 + 1} présents ou représentés pour délibérer" in text
    assert "Claire Delafable, présidente" in text
    assert "Organigramme, de haut en bas : Collège des professionnels (3 sièges au conseil)" in text
    assert re.search(rf"orthophoniste 1 1 2 .*Total {engaged} {coming} {len(people)}", text)
    urps = documents(URPS)["projet-de-sante.docx"]
    assert "Membres partenaires" in urps
    assert "Conseil d'administration" not in urps[urps.index("Partie 3") : urps.index("Annexe 1")]


def test_a_seat_changed_once_is_changed_everywhere(exemple: Path) -> None:
    notation = (
        f"{VALEURS}\n- usagers du système de santé\n-     sieges: 3\n+ usagers du système de santé\n+     sieges: 4\n"
        "-   sieges: 12\n+   sieges: 13\n"
    )
    found = documents(notation)
    assert "treize (13) sièges" in found["statuts.docx"]
    assert "Collège des habitants : 4 sièges" in found["statuts.docx"]
    assert "treize sièges : Collège des professionnels 3" in found["projet-de-sante.docx"]
    assert "Collège des habitants (4 sièges au conseil)" in found["projet-de-sante.docx"]
    assert "douze" not in found["statuts.docx"]


def test_an_inserted_article_moves_the_numbers_that_cite_the_next(exemple: Path) -> None:
    files, odd = read_project(CHECKOUT)
    folder = "content/statuts/avecsante/"
    moved: dict[str, bytes] = {}
    for path, data in files.items():
        number = re.match(rf"{folder}([0-9]{{2}})-", path)
        if number and int(number[1]) >= 9:
            after = int(number[1]) + 1
            text = data.decode().replace(f"article: {after - 1}\n", f"article: {after}\n", 1)
            moved[path.replace(f"/{number[1]}-", f"/{after:02d}-")] = text.encode()
        else:
            moved[path] = data
    moved[folder + "09-valeurs.md"] = (
        b"---\narticle: 9\ntitre: Valeurs\n---\n\nNous tenons parole.\n"
    )
    found = examine(moved, odd, TODAY)
    assert [str(f) for f in found.findings if f.is_error] == []
    text = words_of(build(found, wanted=["statuts"])["statuts.docx"])
    assert "majorité particulière prévue à l'article 12-4" in text
    assert "12-4 Décisions" in text
    assert "11-4" not in text


def test_the_signature_block_stays_with_the_end_of_the_text(exemple: Path) -> None:
    files, odd = read_project(CHECKOUT)
    data = build(examine(files, odd, TODAY), wanted=["statuts"])["statuts.docx"]
    body = Document(io.BytesIO(data)).element.body
    table = [element for element in body if element.tag == f"{W}tbl"][-1]
    before = list(body)[: list(body).index(table)][-4:]
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in before]
    assert kept[-2:] == [True, True]
    assert kept[0]
    rows = list(table.iter(f"{W}tr"))
    assert all(
        p.find(f"{W}pPr/{W}keepNext") is not None for row in rows[1:-1] for p in row.iter(f"{W}p")
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        footer = archive.read("word/footer1.xml").decode()
    assert "Paraphes" in footer
    assert "NUMPAGES" in footer
