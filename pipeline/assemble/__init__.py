"""Projet and comptes to documents: choose, order, say it in French.  A problem here is a bug, not a finding.

One module per part of a document.  Each gives blocks whose highest headings are of level 1; whoever nests a part
lowers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.assemble.a_faire import Lecteur, a_faire
from pipeline.assemble.actes import acte
from pipeline.assemble.annexes import annexes, communes, membres
from pipeline.assemble.avenant import avenant
from pipeline.assemble.bref import bref
from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.detaille import budget_detaille, budget_previsionnel
from pipeline.assemble.budget.versements import versements
from pipeline.assemble.changements.blocs import en_blocs
from pipeline.assemble.chapitres import chapitre
from pipeline.assemble.comparaison import comparaison
from pipeline.assemble.conventions import conventions
from pipeline.assemble.dessins import with_drawings
from pipeline.assemble.diagnostic import diagnostic
from pipeline.assemble.dialogue import dialogue
from pipeline.assemble.fiche import laid_out
from pipeline.assemble.grille import grille
from pipeline.assemble.indemnites import feuille
from pipeline.assemble.legendes import with_legendes
from pipeline.assemble.lettre import champs_de_lettre, lettre
from pipeline.assemble.missions import missions, titres_des_fiches
from pipeline.assemble.organisation import organisation
from pipeline.assemble.page_de_garde import etat_du_document, periode_du_contrat
from pipeline.assemble.pagination import kept_with_text
from pipeline.assemble.partie import Partie
from pipeline.assemble.pieces import pages_des_pieces
from pipeline.assemble.rapport import rapport
from pipeline.assemble.renvois import with_renvois
from pipeline.assemble.sigles import sigles, with_sigles
from pipeline.assemble.signatures import signatures
from pipeline.assemble.statuts import articles, reglement, statuts
from pipeline.assemble.tableaux import with_tableaux
from pipeline.assemble.textes import textes
from pipeline.assemble.typographie import typeset
from pipeline.assemble.versions import versions
from pipeline.model.changement import Resume
from pipeline.model.comptes import Comptes
from pipeline.model.document import GABARIT_APERCU, Champs, Contenu, Document, Riche
from pipeline.model.droits import AnneeContrat
from pipeline.model.ecart import Comparaison, Ecart
from pipeline.model.echeance import Echeance
from pipeline.model.fait import Faits
from pipeline.model.finding import Finding
from pipeline.model.livrable import (
    ACTES,
    AVENANT,
    BREF,
    BUDGET,
    CONVENTIONS,
    DIALOGUE,
    FICHE_DE_POSTE,
    GRILLE_ARS,
    LETTRES,
    RAPPORT,
    TEXTES,
    TITRES_DES_FICHES,
    VERSIONS,
    Livrable,
)
from pipeline.model.personne import Annuaire, Personne
from pipeline.model.piece import Bordereau
from pipeline.model.projet import Projet
from pipeline.model.prose import LOGOS, Heading, Image, Paragraph, Text
from pipeline.model.recapitulatif import Recapitulatif
from pipeline.model.span import Placed, Span

PARTIES: Mapping[str, Partie] = {
    BREF: bref,
    "diagnostic": diagnostic,
    "missions": missions,
    TITRES_DES_FICHES: titres_des_fiches,
    "organisation": organisation,
    "signatures": signatures,
    BUDGET: budget_detaille,
    "versements": versements,
    "statuts": statuts,
    "reglement-interieur": reglement,
    "membres": membres,
    "communes": communes,
    "sigles": sigles,
    VERSIONS: versions,
    **dict.fromkeys((TEXTES, FICHE_DE_POSTE), textes),
    **dict.fromkeys(LETTRES, lettre),
    AVENANT: avenant,
    CONVENTIONS: conventions,
    GRILLE_ARS: grille,
    RAPPORT: rapport,
    DIALOGUE: dialogue,
    **{cle: acte(cle) for cle in ACTES},
}

SUIVENT_LE_SOMMAIRE = (BUDGET, "versements")

BETWEEN_LOGOS = "\u2003"


def assemble(
    projet: Projet,
    comptes: Comptes,
    findings: Iterable[Finding],
    brouillon: bool,
    wanted: Iterable[str],
) -> Iterator[Document]:
    """The documents wanted, by key; all of them when none is named, each made when the one before is written.

    With ``brouillon`` every error of ``findings`` stands as a framed notice at its place, or at the head of the
    document when it has none.
    """
    names = set(wanted)
    errors = tuple(finding for finding in findings if finding.is_error) if brouillon else ()
    comptes = with_drawings(projet, with_tableaux(projet, comptes))
    for livrable in projet.livrables:
        if (not names or livrable.cle in names) and _can_be_told(livrable, comptes):
            yield typeset(_document(livrable, projet, comptes, errors, brouillon))


def _can_be_told(livrable: Livrable, comptes: Comptes) -> bool:
    """An avenant needs the version that was signed, which only a build of the folder looks for."""
    compared = any(placed.value == AVENANT for placed in livrable.parties)
    return not compared or comptes.avenant is not None


def apercu(
    projet: Projet, comptes: Comptes, findings: Iterable[Finding], path: str
) -> Document | None:
    """One fiche, chapter or article alone, its errors framed; None when that file is not one of them."""
    return next(apercus(projet, comptes, findings, (path,)))


def apercus(
    projet: Projet, comptes: Comptes, findings: Iterable[Finding], paths: Iterable[str]
) -> Iterator[Document | None]:
    """Each of these files alone, as ``apercu`` gives it: what they cite is made once."""
    errors = tuple(finding for finding in findings if finding.is_error)
    comptes = with_drawings(projet, with_tableaux(projet, comptes))
    for path in paths:
        own = tuple(finding for finding in errors if finding.span.path == path)
        yield _apercu(projet, comptes, own, path)


def _apercu(
    projet: Projet, comptes: Comptes, errors: tuple[Finding, ...], path: str
) -> Document | None:
    corps = with_renvois(_alone(projet, comptes, Constats(errors), path), comptes)
    if not corps:
        return None
    shown = Livrable(
        "apercu",
        "Aperçu",
        Placed(GABARIT_APERCU, Span(path)),
        (),
        (),
        False,
        (),
        False,
        False,
        (),
        Span(path),
    )
    champs = {**_champs(shown, projet, False), "mention": f"APERÇU — {path}"}
    return typeset(Document("apercu", "Aperçu", GABARIT_APERCU, champs, corps, "", path))


def document_of_comparison(
    projet: Projet, ecarts: Sequence[Ecart], textes: Comparaison
) -> Document:
    """Two versions of the statutes side by side, in the template that prints them."""
    own = next((livrable for livrable in projet.livrables if _prints_statutes(livrable)), None)
    gabarit = own.gabarit.value if own else GABARIT_APERCU
    shown = Livrable(
        textes.cle,
        textes.titre,
        Placed(gabarit, Span("")),
        (),
        (),
        False,
        (),
        False,
        False,
        (),
        Span(""),
    )
    auteur = projet.identite.nom
    champs = _champs(shown, projet, False)
    sujet = f"{textes.gauche} / {textes.droite}"
    corps = comparaison(ecarts, textes)
    return typeset(Document(textes.cle, textes.titre, gabarit, champs, corps, auteur, sujet))


def document_of_changes(projet: Projet, resume: Resume) -> Document:
    """The summary of changes for whoever reads Word only, in the template of previews."""
    titre = "Ce qui change dans le projet de santé"
    shown = Livrable(
        "changements",
        titre,
        Placed(GABARIT_APERCU, Span("")),
        (),
        (),
        False,
        (),
        False,
        False,
        (),
        Span(""),
    )
    champs = _champs(shown, projet, False)
    auteur = projet.identite.nom
    return typeset(
        Document(
            "changements", titre, GABARIT_APERCU, champs, en_blocs(resume), auteur, resume.tete
        )
    )


def document_of_indemnites(projet: Projet, recapitulatif: Recapitulatif, cle: str) -> Document:
    """The yearly sheet of one person, in the template of previews."""
    titre = f"Indemnités et rémunérations de {recapitulatif.annee}"
    nowhere = Span("")
    gabarit = Placed(GABARIT_APERCU, nowhere)
    shown = Livrable(cle, titre, gabarit, (), (), False, (), False, False, (), nowhere)
    champs = _champs(shown, projet, False)
    mention = " — ".join(filter(None, (str(champs["mention"]), PERSONNEL)))
    corps = feuille(recapitulatif, projet)
    auteur = projet.identite.nom
    return typeset(
        Document(cle, titre, GABARIT_APERCU, {**champs, "mention": mention}, corps, auteur, titre)
    )


def document_of_pieces(projet: Projet, bordereau: Bordereau, annee: AnneeContrat) -> Document:
    """The bundle of proofs of a contract year, in the template of previews."""
    titre = f"Pièces justificatives, année {annee.rang}"
    nowhere = Span("")
    gabarit = Placed(GABARIT_APERCU, nowhere)
    cle = f"pieces-annee-{annee.rang}"
    shown = Livrable(cle, titre, gabarit, (), (), False, (), False, False, (), nowhere)
    champs = _champs(shown, projet, False)
    auteur = projet.identite.nom
    corps = pages_des_pieces(bordereau, annee)
    return typeset(Document(cle, titre, GABARIT_APERCU, champs, corps, auteur, titre))


def document_a_faire(
    projet: Projet, personne: Personne, findings: Sequence[Finding], lecteur: Lecteur, cle: str
) -> Document:
    """What one person has to do, in the template of previews."""
    titre = "Ce qui reste à faire"
    nowhere = Span("")
    gabarit = Placed(GABARIT_APERCU, nowhere)
    shown = Livrable(cle, titre, gabarit, (), (), False, (), False, False, (), nowhere)
    champs = _champs(shown, projet, False)
    mention = " — ".join(filter(None, (str(champs["mention"]), PERSONNEL)))
    corps = a_faire(personne, projet, findings, lecteur)
    auteur = projet.identite.nom
    return typeset(
        Document(cle, titre, GABARIT_APERCU, {**champs, "mention": mention}, corps, auteur, titre)
    )


PERSONNEL = "À REMETTRE À LA PERSONNE SEULE"


def _prints_statutes(livrable: Livrable) -> bool:
    return [placed.value for placed in livrable.parties] == ["statuts"]


def _alone(projet: Projet, comptes: Comptes, constats: Constats, path: str) -> tuple[Contenu, ...]:
    for fiche in projet.fiches:
        if fiche.path == path:
            return tuple(laid_out([fiche], projet, comptes, constats))
    for chapters in projet.chapitres.values():
        for chapter in chapters:
            if chapter.path == path:
                return chapitre(chapter, comptes, constats, 1)
    for group in (projet.statuts.articles, projet.statuts.reglement):
        found = tuple(article for article in group if article.span.path == path)
        if found:
            return articles(found, comptes, constats)
    return constats.of_file(path)


def _document(
    livrable: Livrable,
    projet: Projet,
    comptes: Comptes,
    errors: tuple[Finding, ...],
    brouillon: bool,
) -> Document:
    constats = Constats(errors)
    projet, comptes = _for_its_readers(livrable, projet, comptes)
    corps: list[Contenu] = []
    for placed in livrable.parties:
        if placed.value == "annexes":
            chosen = [(a.value, _as_annex(a.value, projet)) for a in livrable.annexes]
            corps.extend(annexes(projet, comptes, constats, chosen))
        else:
            corps.extend(PARTIES[placed.value](projet, comptes, constats))
    corps = _opened(livrable, corps)
    identite = projet.identite
    return Document(
        cle=livrable.cle,
        titre=livrable.titre,
        gabarit=livrable.gabarit.value,
        champs=_champs(livrable, projet, brouillon, comptes.realise.arrete),
        corps=_finished((*constats.elsewhere(), *corps), comptes),
        auteur=identite.nom,
        sujet=", ".join(filter(None, (livrable.titre, identite.nom))),
        listes=tuple(placed.value for placed in livrable.listes),
        sans_pages=livrable.sans_pages,
        mots_cles=("CPTS", livrable.titre.lower(), *_places(projet)),
    )


def _opened(livrable: Livrable, corps: list[Contenu]) -> list[Contenu]:
    """A document on the budget, whose sections follow one another, opens on a page of its own after its contents."""
    first = corps[0] if corps else None
    begins = livrable.parties[0].value if livrable.parties else ""
    if begins not in SUIVENT_LE_SOMMAIRE or not isinstance(first, Heading):
        return corps
    return [replace(first, new_page=True), *corps[1:]]


def _as_annex(name: str, projet: Projet) -> Partie | None:
    """The part that an annex prints; None for the chapters.

    What was spent and received is no part of a projet: its budget leaves that to the document that is about the budget,
    where there is one.
    """
    told_apart = any(
        placed.value == BUDGET for livrable in projet.livrables for placed in livrable.parties
    )
    return budget_previsionnel if name == BUDGET and told_apart else PARTIES.get(name)


def _finished(corps: Sequence[Contenu], comptes: Comptes) -> tuple[Contenu, ...]:
    """The contents once all are there: sigles listed, tables captioned, references resolved, room to sign kept."""
    listed = with_sigles(corps, comptes.lexique.sens)
    return kept_with_text(with_renvois(with_legendes(listed), comptes))


def _for_its_readers(
    livrable: Livrable, projet: Projet, comptes: Comptes
) -> tuple[Projet, Comptes]:
    """With its chapters and fiches; with the contact details of the lists unless anyone may read it."""
    annee = livrable.annee.value if livrable.annee else 0
    projet = replace(projet, chapitres=projet.chapitres_de(livrable), annee_du_rapport=annee)
    of_meeting = comptes.faits_des_seances.get(livrable.seance, {})
    comptes = replace(comptes, faits=Faits({**comptes.faits, **of_meeting}))
    if livrable.sans_brouillons:
        projet = replace(
            projet, fiches=tuple(fiche for fiche in projet.fiches if not fiche.est_brouillon)
        )
    if not livrable.publique:
        return projet, replace(comptes, faits=Faits({**comptes.faits, **comptes.prives}))
    annuaire = Annuaire(projet.annuaire.personnes)
    return replace(projet, annuaire=annuaire), comptes


def _champs(
    livrable: Livrable, projet: Projet, brouillon: bool, arrete: Echeance | None = None
) -> Champs:
    identite = projet.identite
    words = []
    if identite.exemple:
        words.append("DOCUMENT FICTIF")
    if brouillon:
        words.append("BROUILLON")
    etat = etat_du_document(livrable, projet, arrete)
    names = ("nom", "departement", "region", "ars", "cpam")
    partenaires = ", ".join(partenaire.nom for partenaire in projet.charte.partenaires)
    return {
        "cpts": {
            **{name: str(getattr(identite, name)) for name in names},
            "partenaires": partenaires,
        },
        "document": {
            "titre": livrable.titre,
            "version": identite.version,
            "statut": etat.statut,
            "date": etat.date,
            "periode": periode_du_contrat(projet),
        },
        "lettre": champs_de_lettre(projet, livrable.seance),
        "logos": _logos(projet),
        "mention": " — ".join(words),
    }


def champs_d_essai(projet: Projet) -> Champs:
    """What covers, headers and footers print on a specimen."""
    shown = Livrable(
        "essayage", "Essayage", Placed("", Span("")), (), (), False, (), False, False, (), Span("")
    )
    return {**_champs(shown, projet, False), "mention": "ESSAYAGE"}


def _logos(projet: Projet) -> Riche:
    """One line with the logo of the CPTS, then those of its partners."""
    charte = projet.charte
    named = [
        (charte.logo, projet.identite.nom),
        *((one.logo, one.nom) for one in charte.partenaires),
    ]
    shown = [Image(logo.value, f"Logo : {nom}", logo.span) for logo, nom in named if logo]
    line = tuple(node for logo in shown for node in (Text(BETWEEN_LOGOS), logo))[1:]
    return Riche((Paragraph(line, style=LOGOS),) if line else ())


def _places(projet: Projet) -> tuple[str, ...]:
    identite = projet.identite
    return tuple(filter(None, (identite.departement, identite.region)))
