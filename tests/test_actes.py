"""The acts of an association as the evening lives them: what is known is printed, what is not leaves room to write."""

from __future__ import annotations

import io

import pytest
from docx import Document

from pipeline.disk import read_project
from pipeline.run import build, examine
from tests.projets import CHECKOUT, TODAY, edited

VALEURS = "content/statuts/valeurs.yaml"
URPS = f"{VALEURS}\n- modele: avecsante\n+ modele: urps\n"
MEETINGS = ("assemblee_ordinaire", "assemblee_extraordinaire", "dissolution")
LATER = [
    f"{name}-{meeting}"
    for meeting in ("ordinaire", "extraordinaire", "dissolution")
    for name in ("convocation", "pouvoir", "emargement", "proces-verbal", "formalites")
]
SOIR = [
    *("convocation", "emargement", "pouvoir", "proces-verbal", "premier-conseil"),
    *("dirigeants", "fondateurs", "pouvoirs-bancaires", "declaration"),
]
PRESENCES = "content/actes/presences.csv\ncréer\n+ seance;personne;presence;pouvoir\n"
VOTES = "content/actes/votes.csv\ncréer\n+ seance;resolution;pour;contre;abstentions\n"


def sources(notation: str = "", planned: bool = False) -> dict[str, bytes]:
    """The shipped example, its later meetings planned by taking the « # » off their lines, as its file says."""
    files = dict(read_project(CHECKOUT)[0])
    if planned:
        start, found, rest = files[VALEURS].decode().partition("#assemblee_ordinaire:")
        block, end, after = (found + rest).partition("\n\n")
        bare = "\n".join(line.removeprefix("#") for line in block.split("\n"))
        files[VALEURS] = (start + bare + end + after).encode()
    return edited(files, notation) if notation else files


def tables(data: bytes) -> list[list[list[str]]]:
    return [
        [[plain(cell.text) for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(data)).tables
    ]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())


def words(data: bytes) -> str:
    return plain(" ".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs))


def built(files: dict[str, bytes], wanted: list[str]) -> dict[str, bytes]:
    found = examine(files, (), TODAY)
    assert [str(one) for one in found.findings if one.is_error] == []
    made = build(found, wanted=wanted)
    return {name.removesuffix(".docx"): data for name, data in made.items()}


def test_the_founding_evening_has_each_of_its_papers() -> None:
    acts = built(sources(), SOIR)
    assert sorted(acts) == sorted(SOIR)
    minutes, letter = words(acts["proces-verbal"]), words(acts["convocation"])
    for resolution in (
        "Adoption des statuts",
        "Siège",
        "Premières cotisations",
        "Premier exercice",
    ):
        assert resolution in minutes
        assert resolution in letter, "the agenda has every resolution"
    for asked in ("Élection des premiers dirigeants", "Formalités", "Compte bancaire"):
        assert asked in letter
    assert "pour les fondateurs" in plain(letter)
    assert "présidente" not in letter, "nobody is elected yet"
    assert "à la présidente, dès son élection" in minutes
    assert "31 décembre 2027" in minutes
    for row in tables(acts["dirigeants"])[0][1:]:
        structure = "représentée" in row[1] or "représenté" in row[1]
        assert row[3] == ("sans objet" if structure else ""), (
            "only a person has a nationality to give"
        )


def test_the_minutes_leave_the_counts_to_the_hand_before_the_evening() -> None:
    acts = built(sources(), ["proces-verbal", "premier-conseil", "emargement"])
    counts, election, ballots, results, asked, signed = tables(acts["proces-verbal"])
    assert counts[0][1:3] == ["Membres", "Ajoutés ce jour"]
    assert counts[-1] == ["Total", "10", "", "", "", ""]
    assert len(election) == 16, "the titles, a line for each of the twelve seats and for three more"
    assert election[0][2:] == ["Pour", "Contre", "Abstentions", "Élection"]
    assert election[1][1:] == ["Claire Delafable, médecin généraliste", "", "", "", ""]
    assert election[-1][0] == "Autre candidature (collège) :"
    assert ballots[0][1:] == ["Votants", "Bulletins trouvés", "Blancs ou nuls", "Exprimés"]
    assert [row[0] for row in ballots[1:]] == [
        f"Collège des {who}"
        for who in ("professionnels", "équipes de soins primaires", "structures", "habitants")
    ], "each collège has its own count of ballots"
    assert asked[-1] == ["☐ Rien à signaler", "", ""]
    assert signed[2:] == [["Le", "Le"], ["", ""]], "a date beside each signature"
    assert [row[0] for row in results[1:]] == [
        *("Adoption des statuts", "Siège", "Premières cotisations"),
        *("Premier exercice", "Formalités", "Compte bancaire"),
    ]
    assert all(row[1:] == ["", "", "", ""] for row in results[1:])
    assert "bureau" not in words(acts["proces-verbal"]), "the board elects it, in its own minutes"
    minutes = words(acts["proces-verbal"])
    for line in (
        "La séance est ouverte à ______ heures",
        "sauf l'élection et les questions pour lesquelles un scrutin secret est demandé :",
        "Rejoignent les fondateurs ce jour-là",
        "Le dépouillement est fait par :",
    ):
        assert line in minutes
    board = words(acts["premier-conseil"])
    assert "Le dépouillement est fait par :" in board
    assert "Le quorum est de 3 membres présents sur 6" in board
    assert "☐ Il est atteint" in board
    sheet, _counts, posts, ballots, *_rest = tables(acts["premier-conseil"])
    assert posts[1][:2] == ["Présidente", "Claire Delafable, médecin généraliste"]
    assert [row[0] for row in ballots[1:]] == [
        *("Présidente", "Vice-président", "Secrétaire", "Trésorière")
    ]
    assert "membres, quorum ______" in board, "the assembly may elect more than those whom we know"
    assert len(sheet) - 1 == 12, "a line for each of the twelve seats, six of them without a name"
    assert [row[0] for row in sheet[7:]] == ["Nom, collège :"] * 6
    joining = tables(acts["emargement"])[0][11:]
    assert [row[0] for row in joining] == ["Nom, collège :"] * 4, "room for who joins that evening"


def test_without_a_board_the_assembly_elects_the_bureau_and_partners_sign_apart() -> None:
    acts = built(sources(URPS), SOIR)
    assert "premier-conseil" not in acts
    assert "L'assemblée élit les membres du bureau" in words(acts["proces-verbal"])
    voters, partners, _signed = tables(acts["emargement"])
    assert voters[0][0] == "Membre ayant le droit de vote"
    assert [row[0] for row in voters[7:]] == ["Nom :"] * 4
    assert partners[0] == ["Membre sans droit de vote", "Signature"]
    assert partners[-1][0] == "Nom :"
    assert "Centre hospitalier d'Exemple, représenté par Léon Parabole" in [r[0] for r in partners]
    counts, election, ballots, *_rest = tables(acts["proces-verbal"])
    assert counts[1][:2] == ["Membres ayant le droit de vote", "6"]
    assert len(election) == 10, "the titles, a line for each post of the bureau and for three more"
    assert len(ballots) == 7, "a count for each post"


HELD = PRESENCES + "".join(
    f"+ constitution;{who};{state}\n"
    for who, state in (
        *((who, "présent;") for who in ("delafable", "duconte", "laroman", "fablier", "chimere")),
        ("mirage", "représenté;delafable"),
        ("msp-exemple", "présent;"),
        ("ch-exemple", "présent;"),
        ("prologue", "présent;"),
        ("usagers-exemple", "absent;"),
    )
)
COUNTED = (
    VOTES
    + "+ constitution;Adoption des statuts;9;0;0\n+ constitution;Siège;7;1;1\n+ constitution;delafable;9;0;0\n"
)


def test_what_was_noted_after_the_evening_is_printed() -> None:
    acts = built(sources(HELD + COUNTED), ["proces-verbal"])
    counts, election, _ballots, results, *_rest = tables(acts["proces-verbal"])
    assert counts[1] == ["Collège des professionnels", "6", "5", "1", "6"]
    assert counts[-1] == ["Total", "10", "8", "1", "9"]
    assert election[1][2:] == ["9", "0", "0", "oui"]
    assert len(election) == 13, "who was counted is known: nobody else is waited for"
    assert results[1] == ["Adoption des statuts", "9", "0", "0", "Adoptée"]
    assert results[2] == ["Siège", "7", "1", "1", "Adoptée"]
    assert results[3] == ["Premières cotisations", "", "", "", ""], "not counted, not said"


@pytest.mark.lent
def test_the_assemblies_that_follow_take_their_rules_from_the_statutes() -> None:
    acts = built(sources(planned=True), LATER)
    assert sorted(acts) == sorted(LATER)
    yearly = words(acts["proces-verbal-ordinaire"])
    for asked in ("rapport moral", "comptes", "affectation", "quitus", "budget", "cotisations"):
        assert asked in yearly
    assert "La trésorière présente le rapport financier" in yearly
    assert "Aucun quorum n'étant exigé" in yearly
    changed = words(acts["convocation-extraordinaire"])
    assert "présents ou représentés sur" in changed
    assert "les deux tiers des voix" in changed
    assert "L'association transmet ses missions" in words(acts["proces-verbal-dissolution"])
    assert tables(acts["proces-verbal-ordinaire"])[-1] == [
        [
            "Présidente, ou qui préside à sa place : nom, puis signature",
            "Secrétaire, ou qui note à sa place : nom, puis signature",
        ],
        *(["", ""], ["Le", "Le"], ["", ""]),
    ], "the statutes have the president and the secretary sign"
    (fees,) = (one for one in tables(acts["proces-verbal-ordinaire"]) if "Votée" in one[0])
    assert fees[1] == ["Collège des professionnels", "20 €", ""]
    assert "Pourquoi cette assemblée : Le conseil compte un siège de plus" in changed
    assert "Pourquoi" not in words(acts["convocation-ordinaire"])
    assert "il faut être à jour de sa cotisation pour voter" in changed
    minutes = words(acts["proces-verbal-extraordinaire"])
    assert "une seconde assemblée, quinze (15) jours plus tard au moins, est convoquée" in minutes
    assert "Ne votent pas, faute d'être à jour de leur cotisation :" in minutes
    assert ["Nom et prénom", "Adresse", "Date, et signature pour acceptation"] in [
        one[0] for one in tables(acts["proces-verbal-dissolution"])
    ]
    after = {name: words(acts[f"formalites-{name}"]) for name in SUITES}
    for name, papers in SUITES.items():
        assert "dans les trois mois" in after[name]
        assert papers in after[name]
    assert "assemblée générale ordinaire tenue le 15 juin 2028 à 20 h" in words(
        acts["emargement-ordinaire"]
    )


RENEWED = """content/actes/11-proces-verbal-ordinaire.md
- ## Résultat des votes
+ ## Neuvième résolution : élection
+ L'assemblée élit {{ seance.election }}.
+ {{ seance.candidats }}
+ {{ seance.depouillement }}
+ ## Résultat des votes
""".replace("\n+ {{", "\n+ \n+ {{").replace("\n+ ## Rés", "\n+ \n+ ## Rés")


def test_the_election_that_the_guide_adds_to_a_yearly_assembly_is_on_its_agenda() -> None:
    """The lines of docs/coordination.md, for a year of renewal."""
    files = edited(sources(planned=True), RENEWED)
    acts = built(files, ["convocation-ordinaire", "proces-verbal-ordinaire"])
    assert "Élection" in words(acts["convocation-ordinaire"])
    titles = [one[0][0] for one in tables(acts["proces-verbal-ordinaire"])]
    assert titles.index("Scrutin") == titles.index("Collège") + 1


SUITES = {
    "ordinaire": "seulement si une personne de la direction a changé",
    "extraordinaire": "statuts modifiés, daté et signé par deux dirigeants au moins",
    "dissolution": "la liste des dirigeants au jour de la dissolution",
}


def test_a_second_assembly_says_which_one_failed_and_asks_for_no_quorum() -> None:
    files = sources(planned=True)
    first, block, rest = files[VALEURS].decode().partition("assemblee_extraordinaire:")
    block += rest.replace("premiere_reunion_le:", "premiere_reunion_le: 26 mai 2028", 1)
    files[VALEURS] = (first + block).encode()
    acts = built(files, ["convocation-extraordinaire", "proces-verbal-extraordinaire"])
    told = "L'assemblée du 26 mai 2028 n'a pas atteint son quorum"
    assert told in words(acts["proces-verbal-extraordinaire"])
    assert "aucun, après l'assemblée du 26 mai 2028" in words(acts["convocation-extraordinaire"])


def test_an_assembly_that_nobody_planned_has_no_paper_and_asks_for_nothing() -> None:
    found = examine(sources(), (), TODAY)
    assert [one.code for one in found.findings if one.is_error] == []
    assert not set(LATER) & {livrable.cle for livrable in found.projet.livrables}


LOCAL = (
    f"{VALEURS}\n- droit:\n+ droit: alsace-moselle\n"
    "-   siege: 1 place de la Fiction, 32000 Auch\n+   siege: 1 place de la Fiction, 67000 Strasbourg\n"
    "+   tribunal: tribunal judiciaire de Strasbourg\n"
)


@pytest.mark.lent
@pytest.mark.parametrize("model", ["", "- modele: avecsante\n+ modele: urps\n"])
def test_in_alsace_and_moselle_nothing_follows_the_law_of_1901(model: str) -> None:
    notation = LOCAL.replace(f"{VALEURS}\n", f"{VALEURS}\n{model}")
    acts = built(sources(notation, planned=True), [*SOIR, *LATER, "statuts", "conventions"])
    for name, data in acts.items():
        told = words(data).replace("le formulaire de la loi de 1901 ne s'emploie pas", "")
        for word in ("1901", "préfecture", "Journal officiel", "trois mois"):
            assert word not in told, name
    assert "l'actif un an plus tard au plus tôt" in words(acts["formalites-dissolution"])
    assert "publie la dissolution" in words(acts["proces-verbal-dissolution"])
    assert "à son inscription" in words(acts["formalites-extraordinaire"])
    assert "registre des associations du tribunal judiciaire de Strasbourg" in words(
        acts["statuts"]
    )
    (signed,) = tables(acts["statuts"])[-1:]
    assert signed[0] == ["Membre fondateur", "Signature"]
    assert len(signed) - 1 >= 7
    assert tables(acts["dirigeants"])[0][0][3] == "Nationalité, date et lieu de naissance"
