"""What a foreign workbook is taken for: proposed from what it shows, or read back from ``correspondance.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.interpret.budget_etranger.lignes import cle_de, lignes_of
from pipeline.interpret.budget_etranger.postes import Postes, rights_named
from pipeline.interpret.budget_etranger.signes import SANS_SIGNE, est_negative
from pipeline.interpret.budget_etranger.titres import bloc_nomme
from pipeline.interpret.budget_etranger.unites import asked_of_unit
from pipeline.interpret.budget_etranger.zones import zones_of
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES, NATURES, ORIGINES, ORIGINES_ACI
from pipeline.model.budget_etranger import (
    AUCUN,
    COTES,
    DEPENSES,
    RESSOURCES,
    UNITES,
    Annee,
    Controle,
    Correspondance,
    Feuille,
    LigneLue,
    Poste,
    Zone,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import ou
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.source import YamlList, YamlMap, YamlNode, YamlScalar, column_number
from pipeline.model.span import Span

NO_RIGHTS = Decimal(0)
ROWS = motif(r"([0-9]{1,6})\s*(?:-|–|à)\s*([0-9]{1,6})|([0-9]{1,6})")
COLUMN = motif(r"[A-Z]{1,3}")
OUI, NON = ("oui", "vrai"), ("non", "faux", "")


def propose(
    source: str, feuilles: Sequence[Feuille], postes: Postes, droits: Decimal = NO_RIGHTS
) -> Correspondance:
    """The zones that the sheets show, and what each line of them is, for the treasurer to read again.

    ``droits`` are the euros that a year of the contract gives, beside which the unit is judged; 0 where none is known.
    """
    zones = zones_of(feuilles)[0]
    bare = Correspondance(source, zones)
    read = lignes_of(feuilles, bare, postes, None)
    found: dict[str, Poste] = {}
    offered = _for_all_missions(read.lignes)
    for line in read.lignes:
        poste = _to_divide(line) if line in offered else line.poste
        found[line.cle] = _both_of(found.get(line.cle), poste)
    for key, reason in read.ecartees.items():
        found.setdefault(key, Poste(AUCUN, reason))
    checked = tuple(_checked(_signed(zone, feuilles), read.controle) for zone in zones)
    checked = asked_of_unit(checked, read.lignes, droits)
    return Correspondance(source, checked, found)


def _both_of(before: Poste | None, now: Poste) -> Poste:
    """What words are that stand twice in a block: the first time counts, and another meaning makes it a guess."""
    if before is None or before.poste == now.poste:
        return before or now
    why = f"{before.pourquoi} ; ces mots reviennent, et {now.pourquoi} dirait {now.poste}"
    return replace(before, pourquoi=why, sur=False)


def _signed(zone: Zone, feuilles: Sequence[Feuille]) -> Zone:
    """A zone whose amounts are taken without their sign says so."""
    feuille = next((one for one in feuilles if one.nom == zone.feuille), None)
    if not est_negative(zone, feuille):
        return zone
    return replace(zone, pourquoi=f"{zone.pourquoi} ; {SANS_SIGNE}", sur=False)


def _checked(zone: Zone, controle: Controle) -> Zone:
    """A zone in doubt where the source states another sum for its side, which is then said."""
    if (zone.feuille, zone.cote) not in controle.accuses:
        return zone
    said = [
        f"{one.cellule}, {one.texte} {one.raison}"
        for one in controle.discordances
        if one.cellule.rpartition("!")[0] == zone.feuille
    ]
    why = f"{zone.pourquoi} ; {said[0] if said else 'le récapitulatif dit une autre somme'}"
    return replace(zone, pourquoi=why, sur=False)


def _for_all_missions(lignes: Sequence[LigneLue]) -> Sequence[LigneLue]:
    """The money of the ACI of a source where it stands in one block, and where no line of it names a mission."""
    money = [
        line for line in lignes if line.cote == RESSOURCES and line.poste.poste in ORIGINES_ACI
    ]
    named = {bloc_nomme(line.libelle) for line in money}
    if len({line.bloc for line in money}) != 1 or named - {"", FONCTIONNEMENT}:
        return ()
    return [line for line in money if not bloc_nomme(line.libelle)]


def _to_divide(line: LigneLue) -> Poste:
    why = f"{line.poste.pourquoi} : une seule ligne pour les missions ; « partager: oui » la divise"
    return replace(line.poste, pourquoi=why, sur=False, partage=rights_named(line.libelle))


def interpret_correspondance(
    tree: YamlMap | None, source: str, findings: list[Finding]
) -> Correspondance | None:
    """What ``correspondance.yaml`` says of one source; None when it says nothing of it."""
    node = tree.get(source) if tree else None
    if not isinstance(node, YamlMap):
        return None
    reading = _Reading(findings)
    reading.facteur = reading.factor(node, 1)
    zones = tuple(
        zone for item in reading.items(node, "zones") if (zone := reading.zone(item)) is not None
    )
    postes = dict(
        entry for item in reading.items(node, "mots") if (entry := reading.poste(item)) is not None
    )
    split = reading.text(node, "repartir")
    return Correspondance(source, zones, postes, fold(split) in OUI)


class _Reading:
    """Reads the nodes of the file, each mistake told at its line."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings
        self.facteur = 1
        """That of the zones that do not say theirs."""

    def say(self, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self._findings.append(Finding("B090", message, span, hints))

    def items(self, node: YamlMap, key: str) -> Sequence[YamlMap]:
        found = node.get(key)
        if not isinstance(found, YamlList):
            return ()
        return [item for item in found.items if isinstance(item, YamlMap)]

    def text(self, node: YamlMap, key: str) -> str:
        found = node.get(key)
        return found.text.strip() if isinstance(found, YamlScalar) else ""

    def place(self, node: YamlMap, key: str) -> Span:
        found = node.get(key)
        return found.span if found is not None else node.span

    def chosen(self, node: YamlMap, key: str, known: Sequence[str]) -> str:
        """One of the known words, whatever its accents and capitals; "" with a finding for another."""
        typed = self.text(node, key)
        found = next((word for word in known if fold(word) == fold(typed)), "")
        if not found and typed.endswith("?"):
            answers = ou([f"« {key}: {word} »" for word in known])
            message = f"« {key}: {typed} » attend votre réponse."
            hint = f"écrivez {answers} ; le commentaire au-dessus de la zone dit pourquoi."
            self.say(message, self.place(node, key), (hint,))
        elif not found:
            self.say(
                f"« {key}: {typed} » n'est pas connu.",
                self.place(node, key),
                did_you_mean(typed, known),
            )
        return found

    def bloc(self, node: YamlMap, key: str = "bloc") -> str:
        typed = self.text(node, key)
        by_name = {fold(feuille): cle for cle, feuille in FEUILLES.items()}
        found = by_name.get(fold(typed)) or bloc_nomme(typed)
        if not found:
            hints = did_you_mean(typed, tuple(FEUILLES.values()))
            self.say(f"« {key}: {typed} » n'est pas connu.", self.place(node, key), hints)
        return found

    def zone(self, node: YamlMap) -> Zone | None:
        """None for a zone that the treasurer left aside (« bloc: aucun »), or that cannot be read."""
        if fold(self.text(node, "bloc")) in ("aucun", "ignorer", "-"):
            return None
        rows = ROWS.fullmatch(self.text(node, "lignes"))
        cote, bloc = self.chosen(node, "cote", COTES), self.bloc(node)
        years = self.years(node)
        words = tuple(map(column_number, COLUMN.findall(self.text(node, "libelles").upper())))
        factor = self.factor(node, self.facteur)
        if rows is None:
            self.say(
                "« lignes » dit de quelle ligne à quelle ligne : 3-12.", self.place(node, "lignes")
            )
        if rows is None or not all((cote, bloc, years, words, factor)):
            return None
        first, last = (int(rows[1]), int(rows[2])) if rows[1] else (int(rows[3]), int(rows[3]))
        return Zone(
            self.text(node, "feuille"),
            first,
            last,
            cote,
            bloc,
            words,
            years,
            factor,
        )

    def factor(self, node: YamlMap, default: int) -> int:
        """1 or 1000, as « unite » says; 0 with a finding for another word."""
        if not self.text(node, "unite"):
            return default
        unit = self.chosen(node, "unite", UNITES)
        return (1, 1000)[UNITES.index(unit)] if unit else 0

    def years(self, node: YamlMap) -> tuple[Annee, ...]:
        found = node.get("annees")
        civil = node.get("civiles")
        years: list[Annee] = []
        for key, value in found.entries if isinstance(found, YamlMap) else ():
            letters = COLUMN.findall(value.text.upper()) if isinstance(value, YamlScalar) else []
            if not key.value.isdecimal() or not 1 <= int(key.value) <= 5 or not letters:
                self.say("« annees » donne la colonne de chaque année : {1: C, 2: D}.", key.span)
                continue
            columns = tuple(map(column_number, letters))
            years.append(Annee(int(key.value), columns, "", _civil(civil, key.value)))
        if not years:
            self.say(
                "« annees » donne la colonne de chaque année : {1: C, 2: D}.",
                self.place(node, "annees"),
            )
        return tuple(sorted(years, key=lambda year: year.rang))

    def poste(self, node: YamlMap) -> tuple[str, Poste] | None:
        cote, bloc = self.chosen(node, "cote", COTES), self.bloc(node)
        poste = (
            self.chosen(node, "poste", (*(NATURES if cote == DEPENSES else ORIGINES), AUCUN))
            if cote
            else ""
        )
        if not cote or not bloc or not poste:
            return None
        words = self.text(node, "texte")
        key = cle_de(Zone("", 0, 0, cote, bloc, (), ()), words)
        divided = self.divided(node, poste)
        return key, Poste(
            poste,
            "choisi dans correspondance.yaml",
            bloc=self.bloc(node, "vers") if node.get("vers") else "",
            partage=rights_named(words) if node.get("partager") else "",
            partager=divided,
            puis=self.chosen(node, "puis", ORIGINES) if node.get("puis") else "",
        )

    def divided(self, node: YamlMap, poste: str) -> bool:
        """Whether the treasurer wants this line divided among the missions, which only money of the ACI can be."""
        if node.get("partager") is None:
            return False
        typed = fold(self.text(node, "partager"))
        if typed not in (*OUI, *NON):
            self.say(
                f"« partager: {self.text(node, 'partager')} » n'est pas connu.",
                self.place(node, "partager"),
                ("écrivez oui ou non.",),
            )
        elif typed in OUI and poste not in ORIGINES_ACI:
            self.say(
                f"« partager: oui » ne vaut que pour l'argent de l'ACI, et cette ligne est « {poste} ».",
                self.place(node, "partager"),
                ("écrivez non, ou un poste « ACI… ».",),
            )
        return typed in OUI


def _civil(node: YamlNode | None, rank: str) -> int:
    value = node.get(rank) if isinstance(node, YamlMap) else None
    return int(value.text) if isinstance(value, YamlScalar) and value.text.isdecimal() else 0
