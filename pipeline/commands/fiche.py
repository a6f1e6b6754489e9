"""``make fiche``: a new fiche with the next code of its mission, ready to fill."""

from __future__ import annotations

import re
import unicodedata

from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.disk import read_project, write_new
from pipeline.interpret.identite import resolve_mission
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import phrases
from pipeline.model.mission import PAR_CLE, PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.span import Placed, Span
from pipeline.write.modeles import fiche

LONGEST = 60
"""Letters of a file name, cut between two words."""

FOLDER = "content/fiches/"
RANK = motif(r"[mM]?([1-6])")
"""« M3 »: a mission by its rank, as the codes of fiches name it."""

WEIGHT = motif(r"^- poids ?: ?([0-9]{1,3})\b", re.MULTILINE | re.IGNORECASE)
USAGE = (
    'donnez une mission et un titre : make fiche MISSION=prevention TITRE="Repérer tôt le surpoids"'
)


def execute(demande: Demande) -> int:
    if len(demande.values) != 2 or not all(demande.values):
        raise MauvaisUsage(USAGE)
    name, titre = demande.values
    said: list[Finding] = []
    rank = RANK.fullmatch(name.strip())
    name = PAR_RANG[int(rank[1])].cle if rank else name
    found = resolve_mission(Placed(name, Span("")), said)
    if found is None:
        raise MauvaisUsage(phrases(said[0].message, *said[0].hints))
    mission = PAR_CLE[found.value]
    files, _ = read_project(demande.root)
    code = next_code(list(files), mission.rang, " ".join(_codes(files)))
    path = f"{FOLDER}{code}-{slug(titre)}.md"
    text = fiche(code, " ".join(titre.split()), mission, paid=not already_paid(files, mission.rang))
    write_new(demande.root / path, text.encode())
    print(
        f"{path} est prête : remplacez chaque XX, puis « {demande.make('apercu', CHEMIN=path)} »."
    )
    return 0


def already_paid(files: object, rang: int) -> bool:
    """Whether the weights of the mission's other fiches make 100 % already: a new one then begins with none."""
    assert isinstance(files, dict)
    total = 0
    for path, data in files.items():
        if path.startswith(f"{FOLDER}M{rang}-"):
            total += sum(int(weight) for weight in WEIGHT.findall(data.decode("utf-8", "replace")))
    return total >= 100


def next_code(paths: list[str], rang: int, codes: str) -> str:
    """The code after the highest one used by a file name or a front matter of the mission."""
    names = " ".join(path.removeprefix(FOLDER) for path in paths if path.startswith(FOLDER))
    used = [
        int(number) for number in re.findall(rf"\bM{rang}-([0-9]{{2,3}})\b", f"{names} {codes}")
    ]
    return f"M{rang}-{max(used, default=0) + 1:02d}"


def _codes(files: object) -> list[str]:
    assert isinstance(files, dict)
    texts = (
        data.decode("utf-8", "replace") for path, data in files.items() if path.startswith(FOLDER)
    )
    return [code for text in texts for code in re.findall(r"^code:\s*(\S+)", text, re.MULTILINE)]


def slug(titre: str) -> str:
    """The words of a title as a file name: no accents, no capitals, hyphens."""
    bare = (
        unicodedata.normalize("NFKD", titre.replace("œ", "oe").replace("Œ", "oe"))
        .encode("ascii", "ignore")
        .decode()
    )
    words = re.findall(r"[a-z0-9]+", bare.lower())
    kept = words[:1]
    for word in words[1:]:
        if len("-".join((*kept, word))) > LONGEST:
            break
        kept.append(word)
    return "-".join(kept)[:LONGEST] or "action"
