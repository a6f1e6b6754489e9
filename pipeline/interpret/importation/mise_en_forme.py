"""A fiche that was read as its author laid it out, in our terms: header, headings of the trame, tables, indicators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.interpret.dates import parse_echeance, parse_etape
from pipeline.interpret.importation.calendrier import parse_date, parse_start
from pipeline.interpret.importation.fiche import DATES, FicheLue, Morceau, is_our_costs
from pipeline.interpret.importation.indicateurs import BLANK, Indicateurs
from pipeline.interpret.importation.lignes import Libelle, label_in, words_of
from pipeline.interpret.importation.personnes import (
    Cite,
    first_and_family,
    is_to_be_found,
    people_in,
    proposed_key,
)
from pipeline.interpret.lignes_de_fiche import (
    NUMERO,
    QUI_ET_QUAND,
    SENTENCES,
    column_names,
    rows_of,
    stages_in,
    stages_of,
)
from pipeline.interpret.moyens import shared_out
from pipeline.model.colonnes import (
    DATE_ETAPE,
    ETAPE,
    LIVRABLE,
    QUAND,
    QUI,
    SOUS_ACTION,
    TABLEAUX_FICHE,
)
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.fiche import MOYENS, RUBRIQUES, TRAME
from pipeline.model.importation import FicheImportee, Proposition
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Inline,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import MOYENS_EN_GENERAL, Vocabulaire, meaning

START = motif(r"(?:demarrage|debut|lancement|mise en route)\b")
CODE_BESOIN = motif(r"\bB[0-9]{1,3}\b")
TEXTES = ("priorite", "cls")


@dataclass
class Contexte:
    """What the project knows: its people, the codes of its orientations and needs, the mission that was given."""

    annuaire: Annuaire
    vocabulaire: Vocabulaire
    orientations: Sequence[str] = ()
    besoins: Sequence[str] = ()
    mission: str = ""
    premiere_annee: int = 0
    propositions: dict[str, Proposition] = field(default_factory=dict)


def in_our_terms(lue: FicheLue, contexte: Contexte) -> FicheImportee:
    return _Forme(lue, contexte).fiche()


class _Forme:
    def __init__(self, lue: FicheLue, contexte: Contexte) -> None:
        self.lue = lue
        self.contexte = contexte
        self.rapport = list(lue.rapport)
        self.a_ranger = list(lue.a_ranger)
        self.libelles = list(lue.libelles)
        self.entete: dict[str, str | tuple[str, ...]] = {}

    def fiche(self) -> FicheImportee:
        people = self.people()
        sections = self.sections()
        self.header(dict(sections), people)
        return FicheImportee(
            self.entete,
            tuple(sections),
            tuple(self.a_ranger),
            tuple(self.libelles),
            tuple(self.contexte.propositions.values()),
            tuple(self.rapport),
            bool(self.lue.code),
        )

    # --- header --------------------------------------------------------------------------------------------------

    def header(
        self, sections: Mapping[str, tuple[Block, ...]], people: tuple[str, tuple[str, ...]]
    ) -> None:
        given = self.lue.entete
        mission = self.mission()
        self.entete["code"] = self.lue.code or BLANK
        titles = given.get("titre", [])
        self.entete["titre"] = titles[0] if titles else BLANK
        for other in titles[1:]:
            self.leave("titre", other)
        self.entete["mission"] = mission or BLANK
        self.entete["pilote"], self.entete["membres"] = people
        self.entete["besoins"] = self.codes("besoins", CODE_BESOIN, self.contexte.besoins)
        known = re.compile("|".join(map(re.escape, self.contexte.orientations)) or r"(?!)")
        self.entete["orientations_prs"] = self.codes(
            "orientations_prs", known, self.contexte.orientations
        )
        for key in TEXTES:
            if key in given:
                self.entete[key] = " ".join(given[key])
        if "cofinanceurs" in given:
            named = (
                part.strip() for text in given["cofinanceurs"] for part in re.split("[;,\n]", text)
            )
            self.entete["cofinanceurs"] = tuple(part for part in named if part)
        self.dates(sections)
        self.libelles.extend(given.get("code", []))

    def mission(self) -> str:
        for typed in self.lue.entete.get("mission", []):
            found = self.contexte.vocabulaire.mission(typed)
            if found:
                self.libelles.append(typed)
                self.rapport.append(f"« {typed} » → mission {found}")
                return found
            self.leave("mission", typed)
        if self.lue.code:
            return next(
                mission.cle for mission in PAR_CLE.values() if mission.rang == int(self.lue.code[1])
            )
        return self.contexte.mission

    def leave(self, key: str, words: str) -> None:
        """A value that our header cannot hold waits to be sorted, with the name of its line."""
        self.a_ranger.append(Paragraph((Strong(plain(f"{key} :")), *plain(f" {words}"))))
        self.rapport.append(f"« {words} » ({key}) → À ranger")

    def people(self) -> tuple[str, tuple[str, ...]]:
        """Who conducts the action, and the working group."""
        pilots = self.named("pilote")
        members = self.named("membres")
        if not pilots:
            pilots = [cite for cite in members if cite.pilote][:1]
        first, *others = [cite.valeur for cite in pilots] or [BLANK]
        if others:
            self.rapport.append(
                f"plusieurs pilotes : {first} le reste, les autres sont dans le groupe de travail"
            )
        group = dict.fromkeys([*others, *(cite.valeur for cite in members)])
        return first, tuple(name for name in group if name != first)

    def named(self, key: str) -> list[Cite]:
        found: dict[str, Cite] = {}
        for typed in self.lue.entete.get(key, []):
            cites = [*people_in(typed, self.contexte.annuaire)]
            if cites != [typed]:
                self.libelles.append(typed)
            for cite in cites:
                if isinstance(cite, str):
                    self.nobody(key, cite)
                elif not cite.connu and self.contexte.annuaire.trouver(cite.nom):
                    self.leave(
                        key, typed
                    )  # several people have that name: « Martin » would be any of them
                else:
                    found.setdefault(cite.valeur, cite)
                    self.tell(cite)
        return list(found.values())

    def nobody(self, key: str, words: str) -> None:
        """Words where people are expected: still to be found, the trades that take part, or for someone to sort."""
        if is_to_be_found(words):
            self.libelles.append(words)
            self.rapport.append(
                f"{key} : « {words} » → XX" if key == "pilote" else f"{key} : « {words} »"
            )
        elif key == "membres":
            acteurs = RUBRIQUES["acteurs"]
            morceau = Morceau(acteurs.titre, [Paragraph(plain(words))])
            self.lue.sections.setdefault("acteurs", []).append(morceau)
            self.rapport.append(f"« {words} » → {acteurs.titre}")
        else:
            self.leave(key, words)

    def tell(self, cite: Cite) -> None:
        if cite.connu:
            return
        first, family = first_and_family(cite.nom)
        taken = {
            *self.contexte.annuaire.cles,
            *(p.cle for p in self.contexte.propositions.values()),
        }
        if cite.nom not in self.contexte.propositions:
            key = proposed_key(cite.nom, taken)
            self.contexte.propositions[cite.nom] = Proposition(
                key, family, first or BLANK, cite.profession
            )
            asked = "" if first else f", « {BLANK} » attend son prénom"
            self.rapport.append(
                f"{cite.nom} n'est pas dans personnes.csv : proposé dans personnes-proposees.csv{asked}"
            )

    def codes(self, key: str, code: re.Pattern[str], known: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for typed in self.lue.entete.get(key, []):
            codes = [one for one in code.findall(typed) if one in known]
            found.extend(codes)
            if codes:
                self.libelles.append(typed)
            else:
                self.leave(key, typed)
        return tuple(dict.fromkeys(found))

    def dates(self, sections: Mapping[str, tuple[Block, ...]]) -> None:
        written: dict[str, str] = {}
        for key in DATES:
            for typed in self.lue.entete.get(key, []):
                date = parse_date(typed) or (parse_start(typed) if key == "demarrage" else None)
                if is_to_be_found(typed):
                    self.libelles.append(typed)
                elif date is None:
                    self.leave(key, typed)
                else:
                    written[key] = _written(date)
                    self.leave_the_end(key, typed)
        if "demarrage" not in written:
            written["demarrage"] = self.first_stage(sections.get(RUBRIQUES["planning"].titre, ()))
        self.entete["dates"] = tuple(f"{key}: {written[key]}" for key in DATES if key in written)

    def first_stage(self, planning: Sequence[Block]) -> str:
        """The date of the stage that begins the action, where its planning gives one."""
        for block in planning:
            for what, when in _stages(block, self.contexte.vocabulaire):
                date = parse_start(when)
                if START.match(fold(what)) and date is not None:
                    return _written(date)
        whole = [words_of(Cell((), blocs=(block,))) for block in planning]
        date = parse_start(whole[0]) if len(whole) == 1 else None
        return _written(date) if date is not None else BLANK

    def leave_the_end(self, key: str, typed: str) -> None:
        """« de la rentrée 2026 à l'été 2028 » tells more than the start; a date said otherwise is kept beside ours."""
        if parse_date(typed) is None and parse_etape(fold(typed).strip(" .")) != parse_start(typed):
            self.leave(key, typed)
        elif parse_echeance(typed.strip(" .")) is None:
            self.libelles.append(typed)

    # --- headings --------------------------------------------------------------------------------------------------

    def sections(self) -> list[tuple[str, tuple[Block, ...]]]:
        self.share_means()
        found = []
        for rubrique in TRAME:
            pieces = self.lue.sections.get(rubrique.cle, [])
            blocks = self.formed(rubrique.cle, self.joined(rubrique.cle, pieces))
            if blocks:
                found.append((rubrique.titre, tuple(blocks)))
        general = self.lue.sections.get(MOYENS_EN_GENERAL, [])
        left = [block for piece in general for block in piece.blocks]
        if left:
            at = next((i for i, (titre, _) in enumerate(found) if titre in AFTER_MEANS), len(found))
            found.insert(at, ("Moyens", tuple(left)))
        return found

    def joined(self, key: str, pieces: Sequence[Morceau]) -> list[Block]:
        """The text of a heading; where the source had several titles for it, each stays before its own text."""
        filled = [piece for piece in pieces if piece.blocks]
        kinds = {meaning(piece.titre) for piece in filled}
        blocks: list[Block] = []
        for piece in filled:
            if (
                len(kinds) > 1
                and key != "indicateurs"
                and meaning(piece.titre) != meaning(RUBRIQUES[key].titre)
            ):
                blocks.append(Paragraph((Strong(plain(piece.titre.strip(" :"))),)))
            blocks.extend(self.indicators(piece) if key == "indicateurs" else piece.blocks)
        return blocks

    def share_means(self) -> None:
        """« Moyens » goes under the three headings as far as its lines say which; the rest stays together."""
        general = self.lue.sections.get(MOYENS_EN_GENERAL, [])
        for piece in general:
            self.take_the_budget(piece)
            shared = shared_out(piece.blocks, self.contexte.vocabulaire)
            if not shared.unsaid:
                piece.blocks.clear()
                for key in MOYENS:
                    if key in shared.by_key:
                        self.lue.sections.setdefault(key, []).append(
                            Morceau(piece.titre, shared.by_key[key])
                        )

    def take_the_budget(self, piece: Morceau) -> None:
        """« Budget prévisionnel : 18,5 k€ », among the means: what is said of money is under « Budget »."""
        lines = [line for block in piece.blocks for line in _each_item(block)]
        of_money = [line for line in lines if self.is_of_money(line)]
        if of_money:
            piece.blocks[:] = _one_list(line for line in lines if line not in of_money)
            titre = RUBRIQUES["budget"].titre
            self.lue.sections.setdefault("budget", []).append(Morceau(titre, _one_list(of_money)))
            self.rapport += [
                f"« {words_of(Cell((), blocs=(line,)))} » → {titre}" for line in of_money
            ]

    def is_of_money(self, block: Block) -> bool:
        label = label_in(block.items[0][0]) if isinstance(block, BulletList) else label_in(block)
        return label is not None and self.contexte.vocabulaire.rubrique(label.words) == "budget"

    def formed(self, key: str, blocks: list[Block]) -> list[Block]:
        if key == "sous_actions":
            blocks = self.with_their_labels(blocks)
        in_sentences = all(isinstance(block, Paragraph) for block in blocks)
        if key in TABLEAUX_FICHE and in_sentences:
            cut = SENTENCES.split if key == "sous_actions" else stages_in
            return _one_list(_as_tasks(block, cut) for block in blocks)
        if key == "sous_actions":
            return [self.sub_actions(block) for block in blocks]
        if key == "planning":
            return [self.stages(block) for block in blocks]
        if key == "budget":
            return [block for block in blocks if not self.is_our_cost(block)]
        return blocks

    def with_their_labels(self, blocks: Sequence[Block]) -> list[Block]:
        """« Former les soignants », then « Responsable : X » and « Calendrier : Y » under it: one task, as a list has it."""
        found: list[Block] = []
        told: list[str] = []
        for block in blocks:
            label = self.who_or_when(block)
            if label is not None and found and isinstance(found[-1], Paragraph):
                told.append(words_of(Cell((), blocs=(block,)))[label.length :].strip(" ."))
                self.libelles.append(label.words)
                continue
            _tell(found, told)
            told = []
            found.append(block)
        _tell(found, told)
        return found

    def who_or_when(self, block: Block) -> Libelle | None:
        """The label of a line that says who does a task, or when."""
        label = label_in(block)
        if label is None:
            return None
        ours = TABLEAUX_FICHE["sous_actions"].colonne(label.words)
        column = ours or self.contexte.vocabulaire.colonne("sous_actions", label.words)
        return label if column in (QUI, QUAND) else None

    def indicators(self, piece: Morceau) -> list[Block]:
        reading = Indicateurs(self.contexte.vocabulaire, self.contexte.premiere_annee)
        found = reading.read(piece.titre, piece.blocks)
        self.libelles.extend(reading.libelles)
        self.set_aside("Indicateurs", reading.ecartes)
        return found

    def set_aside(self, title: str, blocks: Sequence[Block]) -> None:
        """What our tables have no column for waits, with the line that it was in."""
        if blocks:
            self.a_ranger.append(Paragraph((Strong(plain(f"{title}, colonnes sans place")),)))
            self.a_ranger.append(BulletList(tuple((block,) for block in blocks)))
            self.rapport.append(f"{title} : des colonnes sans place chez nous → À ranger")

    def sub_actions(self, block: Block) -> Block:
        """A table under our titles, with the keys of those who act."""
        if not isinstance(block, Table):
            return block
        names = column_names(block, "sous_actions", self.contexte.vocabulaire)
        if SOUS_ACTION not in names or not ({QUI, QUAND} <= set(names) or QUI_ET_QUAND in names):
            return block
        self.libelles.extend(text_of(cell.inlines) for cell in block.header)
        self.libelles.extend(_numbers(block, names))
        self.set_aside("Sous-actions", _beside(block, names, SOUS_ACTION))
        columns = (
            TABLEAUX_FICHE["sous_actions"].colonnes
            if LIVRABLE in names
            else (SOUS_ACTION, QUI, QUAND)
        )
        rows = []
        for ligne in rows_of(block, names):
            cells = {**ligne.cells, QUI: self.who(ligne.cells.get(QUI, ()))}
            rows.append(tuple(Cell(cells.get(name, ())) for name in columns))
        return Table(
            tuple(Cell(plain(name)) for name in columns), tuple(rows), ("",) * len(columns)
        )

    def who(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        typed = text_of(inlines).strip()
        personne = self.contexte.annuaire.trouver(typed) if typed else None
        if personne is None or fold(typed) not in personne.appellations:
            return inlines
        self.libelles.append(typed)
        return plain(personne.cle)

    def stages(self, block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        names = column_names(block, "planning", self.contexte.vocabulaire)
        if not {ETAPE, DATE_ETAPE} <= set(names):
            return block
        self.libelles.extend(text_of(cell.inlines) for cell in block.header)
        self.libelles.extend(_numbers(block, names))
        self.set_aside("Planning", _beside(block, names, ETAPE))
        kept = [names.index(ETAPE), names.index(DATE_ETAPE)]
        header = tuple(replace(block.header[at], inlines=plain(names[at])) for at in kept)
        rows = tuple(tuple(row[at] for at in kept) for row in block.rows)
        return replace(
            block, header=header, rows=rows, aligns=tuple(block.aligns[at] for at in kept)
        )

    def is_our_cost(self, block: Block) -> bool:
        """The amounts that our documents print under a fiche come from the workbook."""
        if not isinstance(block, Table) or not is_our_costs(block):
            return False
        self.libelles.extend(words_of(cell) for row in (block.header, *block.rows) for cell in row)
        self.rapport.append(
            "les montants par année viennent du classeur : ils ne sont pas recopiés dans la fiche"
        )
        return True


AFTER_MEANS = tuple(RUBRIQUES[key].titre for key in ("ressources", "freins_leviers", "budget"))


def _tell(tasks: list[Block], told: Sequence[str]) -> None:
    """Adds to the last task what was said of it under it."""
    task = tasks[-1] if told else None
    if isinstance(task, Paragraph):
        words = text_of(task.inlines).strip(" .")
        tasks[-1] = Paragraph(plain(f"{words} ({', '.join(told)})"), task.span)


def _beside(table: Table, names: Sequence[str], first: str) -> list[Block]:
    """« Former les soignants – Fait ? : non »: the cells of the columns that we have no name for."""
    titles = [words_of(cell) for cell in table.header]
    return [
        Paragraph(plain(f"{words_of(row[names.index(first)])} – {title} : {words_of(cell)}"))
        for row in table.rows
        for name, title, cell in zip(names, titles, row, strict=True)
        if not name and words_of(cell)
    ]


def _numbers(table: Table, names: Sequence[str]) -> list[str]:
    """The numbers of the lines: ours number themselves."""
    return [words_of(row[names.index(NUMERO)]) for row in table.rows] if NUMERO in names else []


def _each_item(block: Block) -> Iterator[Block]:
    """Each item of a list as a list of its own; anything else as it is."""
    if isinstance(block, BulletList) and all(block.items):
        yield from (replace(block, items=(item,)) for item in block.items)
    else:
        yield block


def _one_list(blocks: Iterable[Block]) -> list[Block]:
    """Lists that follow each other are one."""
    found: list[Block] = []
    for block in blocks:
        if found and isinstance(block, BulletList) and isinstance(found[-1], BulletList):
            found[-1] = BulletList((*found[-1].items, *block.items), found[-1].span)
        else:
            found.append(block)
    return found


def _as_tasks(block: Block, cut: Callable[[str], Iterable[str]]) -> Block:
    """Sentences one under the other: each is a task, or a stage."""
    if not isinstance(block, Paragraph) or isinstance(block.inlines[0], Strong):
        return block
    parts = [part.strip() for part in cut(text_of(block.inlines)) if part.strip()]
    if any(not isinstance(inline, type(plain("x")[0])) for inline in block.inlines) or not parts:
        return BulletList(((block,),))
    return BulletList(tuple((Paragraph(plain(part)),) for part in parts))


def _stages(block: Block, vocabulaire: Vocabulaire) -> Iterator[tuple[str, str]]:
    if isinstance(block, Table):
        names = column_names(block, "planning", vocabulaire)
        if "" not in names and len(names) == 2:
            for row in block.rows:
                cells = dict(zip(names, map(words_of, row), strict=True))
                yield cells.get("Étape", ""), cells.get("Date", "")
        return
    for ligne in stages_of(block):
        yield text_of(ligne.cells["Étape"]), text_of(ligne.cells["Date"])


def _written(date: Echeance) -> str:
    return (
        date.debut.isoformat()
        if date.precision is Precision.JOUR and date.jusque is None
        else str(date)
    )
