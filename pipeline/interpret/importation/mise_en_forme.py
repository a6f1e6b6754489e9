"""A fiche that was read as its author laid it out, in our terms: header, headings of the trame, tables, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.interpret.importation.calendrier import (
    Borne,
    bounds_in,
    is_all_said,
    only_bound,
    parse_date,
    parse_end,
    parse_start,
    period_in,
    says_an_end,
    told_by,
)
from pipeline.interpret.importation.fiche_lue import DATES, FicheLue, Morceau
from pipeline.interpret.importation.gantt import dated_by_its_title
from pipeline.interpret.importation.indicateurs import BLANK, Indicateurs, text_above
from pipeline.interpret.importation.libelles import label_in
from pipeline.interpret.importation.lignes import lines_of, words_of
from pipeline.interpret.importation.personnes import (
    Cite,
    first_and_family,
    is_to_be_found,
    left_unsaid,
    people_in,
    proposed_key,
    same_person,
    trade_and_body,
    trade_and_commune,
)
from pipeline.interpret.importation.roles import sentences_of
from pipeline.interpret.importation.tableaux import is_our_costs
from pipeline.interpret.importation.taches import Taches, one_list
from pipeline.interpret.lignes_de_fiche import (
    column_names,
    stages_of,
)
from pipeline.interpret.moyens import shared_out
from pipeline.model.colonnes import (
    TABLEAUX_FICHE,
)
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.fiche import MOYENS, RUBRIQUES, TRAME
from pipeline.model.importation import FicheImportee, Proposition
from pipeline.model.langue.francais import ou
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import MOYENS_EN_GENERAL, Vocabulaire, meaning, without_rank

START = motif(r"(?:demarrage|debut|lancement|mise en route)\b")
MOI = motif(r"\b[Mm]oi\b")
DEPLOYMENT = motif(r"(?:generalisation|deploiement|extension|montee en charge)\b")
CODE_BESOIN = motif(r"\bB[0-9]{1,3}\b")
TEXTES = ("priorite", "cls", "cts")
PEOPLE = ("pilote", "copilotes", "membres")


@dataclass
class Contexte:
    """What the project knows: its people, the codes of its orientations and needs, the mission that was given."""

    annuaire: Annuaire
    vocabulaire: Vocabulaire
    orientations: Sequence[str] = ()
    besoins: Sequence[str] = ()
    mission: str = ""
    premiere_annee: int = 0
    annees_civiles: bool = False
    """Whether the contract begins on a first of January: its years are then those of the calendar."""
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
        self.taches = Taches(contexte.vocabulaire, contexte.annuaire)

    def fiche(self) -> FicheImportee:
        people = self.people()
        if any(map(MOI.search, self.lue.entete.get("pilote", []))):
            self.taches.moi = str(people["pilote"])
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
            tuple(self.lue.annonces),
        )

    # --- header --------------------------------------------------------------------------------------------------

    def header(
        self,
        sections: Mapping[str, tuple[Block, ...]],
        people: Mapping[str, str | tuple[str, ...]],
    ) -> None:
        given = self.lue.entete
        mission = self.mission()
        titre, *others = given.get("titre", []) or [BLANK]
        self.entete["code"] = self.lue.code or BLANK
        self.entete["titre"] = titre
        for other in others:
            self.leave("titre", other)
        self.entete["mission"] = mission or BLANK
        self.entete |= people
        self.entete["besoins"] = self.codes("besoins", CODE_BESOIN, self.contexte.besoins)
        known = re.compile("|".join(map(re.escape, self.contexte.orientations)) or r"(?!)")
        self.entete["orientations_prs"] = self.codes(
            "orientations_prs", known, self.contexte.orientations
        )
        self.entete |= {key: " ".join(given[key]) for key in TEXTES if key in given}
        if "cofinanceurs" in given:
            parts = re.split("[;,\n]", "\n".join(given["cofinanceurs"]))
            self.entete["cofinanceurs"] = tuple(name for part in parts if (name := part.strip()))
        self.dates(sections)
        self.libelles.extend(given.get("code", []))

    def mission(self) -> str:
        for typed in self.lue.entete.get("mission", []):
            first, *others = sentences_of(typed)
            found = self.contexte.vocabulaire.mission(typed)
            if not found and others and self.contexte.vocabulaire.mission(first):
                found, typed = self.contexte.vocabulaire.mission(first), first
                self.leave("mission", " ".join(others))
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

    def people(self) -> dict[str, str | tuple[str, ...]]:
        """Who conducts the action, with whom, and the working group."""
        seconds = self.named("copilotes")
        pilots = self.named("pilote")
        members = self.named("membres")
        if not pilots:
            pilots = [cite for cite in members if cite.pilote][:1]
        first, *others = _names(pilots) or [BLANK]
        together = self.conducting_with(first, others)
        beside = tuple(dict.fromkeys(n for n in (*together, *_names(seconds)) if n != first))
        group = dict.fromkeys([*others, *_names(members)])
        told = {"copilotes": beside} if beside else {}
        left = tuple(name for name in group if name not in (first, *beside))
        return {"pilote": first, **told, "membres": left}

    def conducting_with(self, first: str, others: Sequence[str]) -> Sequence[str]:
        """Those who conduct with the first, where the label says that they are several; they are told."""
        place = "copilotes" if self.lue.pilotes_ensemble else "dans le groupe de travail"
        if others:
            self.rapport.append(f"plusieurs pilotes : {first} le reste, les autres sont {place}")
        return others if self.lue.pilotes_ensemble else []

    def named(self, key: str) -> list[Cite]:
        found: dict[str, Cite] = {}
        for typed in self.lue.entete.get(key, []):
            cites = [*people_in(typed, self.contexte.annuaire)]
            if cites != [typed]:
                self.libelles.append(typed)
                for piece in left_unsaid(typed, cites):
                    self.leave(key, piece)
            for cite in cites:
                if isinstance(cite, str):
                    self.nobody(key, cite)
                    continue
                whole = self.whole_name(cite)
                if self.may_be_several(whole):
                    self.leave(key, typed)
                else:
                    found.setdefault(whole.valeur, whole)
                    self.tell(whole)
        return list(found.values())

    def whole_name(self, cite: Cite) -> Cite:
        """« T. Lagarde », of a source that names Thomas Lagarde elsewhere, and no other who may be meant."""
        if cite.connu:
            return cite
        name = same_person(cite.nom, self.names_told)
        if name:
            self.rapport.append(f"« {cite.nom} » → {name}, nommé ailleurs dans cette source")
        return replace(cite, valeur=name, nom=name) if name else cite

    @cached_property
    def names_told(self) -> frozenset[str]:
        """The names of the source that nobody knows, and those proposed before it."""
        lines = [line for key in PEOPLE for line in self.lue.entete.get(key, [])]
        cites = [cite for line in lines for cite in people_in(line, self.contexte.annuaire)]
        told = {cite.nom for cite in cites if isinstance(cite, Cite) and not cite.connu}
        return frozenset({*told, *self.contexte.propositions})

    def may_be_several(self, cite: Cite) -> bool:
        """Several people have that name: « Martin » would be any of them."""
        if cite.connu:
            return False
        several = self.contexte.annuaire.homonymes(cite.nom)
        if several:
            names = ou(personne.nom_complet for personne in several)
            self.rapport.append(f"« {cite.nom} » peut être {names} : à vous de dire qui")
        return bool(several) or self.contexte.annuaire.trouver(cite.nom) is not None

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
            known = [personne.commune for personne in self.contexte.annuaire.personnes]
            told, body = trade_and_body(cite.profession)
            trade, commune = trade_and_commune(told, known)
            self.contexte.propositions[cite.nom] = Proposition(
                key, family, first or BLANK, trade, commune, self.body_said(body)
            )
            asked = "" if first else f", « {BLANK} » attend son prénom"
            self.rapport.append(
                f"{cite.nom} n'est pas dans personnes.csv : proposé dans personnes-proposees.csv{asked}"
            )

    def body_said(self, body: str) -> str:
        """The key of a body of the list; the words of any other, which check asks about."""
        known = self.contexte.annuaire.trouver(body) if body else None
        return known.cle if known is not None and not known.prenom else body

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
                if is_to_be_found(typed):
                    self.libelles.append(typed)
                else:
                    self.date(key, typed, written)
        planning = sections.get(RUBRIQUES["planning"].titre, ())
        if "demarrage" not in written:
            only_an_end = self.tells_only_an_end()
            written["demarrage"] = BLANK if only_an_end else self.first_stage(planning)
        deployed = self.stage_named(DEPLOYMENT, planning) if "deploiement" not in written else ""
        if deployed:
            written["deploiement"] = deployed
        end = _end_told(planning) if "fin" not in written else None
        if end is not None:
            written["fin"] = _written(end)
        self.entete["dates"] = tuple(f"{key}: {written[key]}" for key in DATES if key in written)

    def date(self, key: str, typed: str, written: dict[str, str]) -> None:
        """Writes what a line of the header says of its date, and of the end; two starts: the second is asked."""
        told, whole = told_by(key, typed)
        date = told.get(key)
        if date is None or written.get(key, _written(date)) != _written(date):
            self.leave(key, typed)
            return
        fits = all(key == other or other not in self.lue.entete for other in told)
        written |= {one: _written(when) for one, when in told.items() if fits or one == key}
        if not (whole and fits):
            self.leave(key, typed)
        else:
            self.libelles.append(typed)

    def tells_only_an_end(self) -> bool:
        """« Échéance : juin 2028 », and no other date: no one knows when the action starts."""
        pieces = [piece for piece in self.lue.sections.get("planning", []) if piece.blocks]
        told = [words_of(Cell((), blocs=tuple(piece.blocks))) for piece in pieces]
        return len(pieces) == 1 and says_an_end(pieces[0].titre) and parse_date(told[0]) is not None

    def first_stage(self, planning: Sequence[Block]) -> str:
        """The date of the stage that begins the action, where its planning gives one."""
        named = self.stage_named(START, planning)
        if named:
            return named
        whole = _lines_told(planning)
        date = parse_start(whole[0]) if len(whole) == 1 else None
        date = date or only_bound(_bounds_told(planning), "demarrage")
        return _written(date) if date is not None else BLANK

    def stage_named(self, name: re.Pattern[str], planning: Sequence[Block]) -> str:
        for block in planning:
            for what, when in _stages(block, self.contexte.vocabulaire):
                date = parse_start(when) if name.match(fold(what)) else None
                if date is not None:
                    return _written(date)
        return ""

    # --- headings --------------------------------------------------------------------------------------------------

    def sections(self) -> list[tuple[str, tuple[Block, ...]]]:
        self.share_means()
        for piece in self.lue.sections.get("indicateurs", []):
            self.take_the_budget(piece)
        tasks = {key: self.formed(key, self.joined(key)) for key in TABLEAUX_FICHE}
        self.place_columns()
        found = []
        for rubrique in TRAME:
            key = rubrique.cle
            blocks = tasks[key] if key in tasks else self.formed(key, self.joined(key))
            if blocks:
                found.append((rubrique.titre, tuple(blocks)))
        general = self.lue.sections.get(MOYENS_EN_GENERAL, [])
        left = [block for piece in general for block in piece.blocks]
        if left:
            at = next((i for i, (titre, _) in enumerate(found) if titre in AFTER_MEANS), len(found))
            found.insert(at, ("Moyens", tuple(left)))
        return found

    def place_columns(self) -> None:
        """The columns of tasks and stages that belong to another heading go there; those of nobody wait."""
        self.libelles.extend(self.taches.libelles)
        if self.taches.missions and "mission" not in self.lue.entete:
            self.lue.entete["mission"] = self.taches.missions[:1]
        self.libelles.extend(self.taches.missions)
        for title, blocks in self.taches.ecartes.items():
            self.set_aside(title, blocks)
        for key, lines in self.taches.ailleurs.items():
            titre = RUBRIQUES[key].titre
            items = BulletList(tuple((line,) for line in lines))
            self.lue.sections.setdefault(key, []).append(Morceau(titre, [items]))
            self.rapport.append(f"une colonne d'un tableau → {titre}")

    def joined(self, key: str) -> list[Block]:
        """The text of a heading; where the source had several titles for it, each stays before its own text."""
        filled = [piece for piece in self.lue.sections.get(key, []) if piece.blocks]
        if key in OF_TIMES:
            self.give_their_years(filled)
        kinds = {without_rank(meaning(piece.titre)) for piece in filled}
        blocks: list[Block] = []
        for piece in filled:
            if (
                len(kinds) > 1
                and key != "indicateurs"
                and meaning(piece.titre) != meaning(RUBRIQUES[key].titre)
            ):
                blocks.append(Paragraph((Strong(plain(self.said_low(piece.titre.strip(" :")))),)))
            blocks.extend(self.indicators(piece) if key == "indicateurs" else piece.blocks)
        return blocks

    def give_their_years(self, pieces: Sequence[Morceau]) -> None:
        """« Gantt 2028 »: the year of a title goes to the months below it."""
        for piece in pieces:
            tables = [block for block in piece.blocks if isinstance(block, Table)]
            self.libelles += [words_of(table.header[0]) for table in tables]
            piece.blocks = dated_by_its_title(piece.titre, piece.blocks)

    def said_low(self, title: str) -> str:
        """« QUOI ? » → « Quoi ? »: capitals of a title that the dictionary knows are no sigle."""
        is_known = title.isupper() and self.contexte.vocabulaire.rubrique_seule(title)
        return title.capitalize() if is_known else title

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
            piece.blocks[:] = one_list(line for line in lines if line not in of_money)
            titre = RUBRIQUES["budget"].titre
            self.lue.sections.setdefault("budget", []).append(Morceau(titre, one_list(of_money)))
            self.rapport += [
                f"« {words_of(Cell((), blocs=(line,)))} » → {titre}" for line in of_money
            ]

    def is_of_money(self, block: Block) -> bool:
        label = label_in(block.items[0][0]) if isinstance(block, BulletList) else label_in(block)
        return label is not None and self.contexte.vocabulaire.rubrique(label.words) == "budget"

    def formed(self, key: str, blocks: list[Block]) -> list[Block]:
        if key == "sous_actions":
            return self.taches.sub_actions(blocks)
        if key == "planning":
            return self.taches.stages(
                [
                    told
                    for block in blocks
                    for told in self.stages_of_the_whole(block, len(blocks) == 1)
                ]
            )
        if key == "objectifs":
            return self.taches.without_ranks(blocks)
        if key == "indicateurs":
            return text_above(blocks)
        if key == "budget":
            return [block for block in blocks if not self.is_our_cost(block)]
        return blocks

    def stages_of_the_whole(self, block: Block, alone: bool) -> list[Block]:
        """« L'action démarre en mars 2028 et s'achève en juin 2029 », two dates in one line, as two stages.

        A bare period is that of the action where it is all that is said.
        """
        words = text_of(block.inlines) if isinstance(block, Paragraph) else ""
        bounds = (period_in(words) if alone else []) or [*bounds_in(words)]
        found = {key: _as_typed(date, words) for key, date, _ in bounds}
        if len(found) < len(STAGES) or not is_all_said(words, bounds):
            return [block]
        self.libelles.append(words)
        lines = [Paragraph(plain(f"{name} : {found[key]}")) for key, name in STAGES.items()]
        return [BulletList(tuple((line,) for line in lines))]

    def indicators(self, piece: Morceau) -> list[Block]:
        reading = Indicateurs(self.contexte.vocabulaire, self.contexte.premiere_annee)
        reading.annees_civiles = self.contexte.annees_civiles
        found = reading.read(piece.titre, piece.blocks)
        self.libelles.extend(reading.libelles)
        self.set_aside("Indicateurs", reading.ecartes)
        for line in reading.a_dire:
            self.a_ranger.append(line)
            words = words_of(Cell((), blocs=(line,)))
            self.rapport.append(
                f"« {words} » → À ranger : si c'est un indicateur, écrivez « ### Indicateur : » et ce qu'on compte"
            )
        return found

    def set_aside(self, title: str, blocks: Sequence[Block]) -> None:
        """What our tables have no column for waits, with the line that it was in."""
        if blocks:
            self.a_ranger.append(Paragraph((Strong(plain(f"{title}, colonnes sans place")),)))
            self.a_ranger.append(BulletList(tuple((block,) for block in blocks)))
            self.rapport.append(f"{title} : des colonnes sans place chez nous → À ranger")

    def is_our_cost(self, block: Block) -> bool:
        """The amounts that our documents print under a fiche come from the workbook."""
        if not isinstance(block, Table) or not is_our_costs(block):
            return False
        self.libelles.extend(words_of(cell) for row in (block.header, *block.rows) for cell in row)
        self.rapport.append(
            "les montants par année viennent du classeur : ils ne sont pas recopiés dans la fiche"
        )
        return True


STAGES = {"demarrage": "Démarrage", "fin": "Fin de l'action"}
"""A date of the header → the stage of a planning that tells it."""

OF_TIMES = ("sous_actions", "planning")
AFTER_MEANS = tuple(RUBRIQUES[key].titre for key in ("ressources", "freins_leviers", "budget"))


def _names(cites: Sequence[Cite]) -> list[str]:
    return list(dict.fromkeys(cite.valeur for cite in cites))


def _each_item(block: Block) -> Iterator[Block]:
    """Each item of a list as a list of its own; anything else as it is."""
    if isinstance(block, BulletList) and all(block.items):
        yield from (replace(block, items=(item,)) for item in block.items)
    else:
        yield block


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


def _end_told(planning: Sequence[Block]) -> Echeance | None:
    """The end of the action that its planning says: « de juin 2027 à mai 2029 », « on s'arrête en mai 2029 »."""
    whole = _lines_told(planning)
    of_the_time = parse_end(whole[0]) if len(whole) == 1 else None
    return of_the_time or only_bound(_bounds_told(planning), "fin")


def _lines_told(planning: Sequence[Block]) -> list[str]:
    return [line for block in planning for line in lines_of(block)]


def _bounds_told(planning: Sequence[Block]) -> list[Borne]:
    """What the sentences of a planning say of the whole action; a table tells of each of its stages."""
    sentences = [block for block in planning if not isinstance(block, Table)]
    return [borne for line in _lines_told(sentences) for borne in bounds_in(line)]


def _as_typed(date: str, words: str) -> str:
    """A date found in folded words, with the accents that its author gave it."""
    at = fold(words).find(date)
    same_length = len(fold(words)) == len(words)
    return words[at : at + len(date)] if at >= 0 and same_length else date


def _written(date: Echeance) -> str:
    return (
        date.debut.isoformat()
        if date.precision is Precision.JOUR and date.jusque is None
        else str(date)
    )
