"""What is typed twice and differs: the governance chapter, the règlement, the functions of people, and the statutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.annonces import Annonce, announced, posts_given, unknown_bodies
from pipeline.check.controle import controle
from pipeline.model.bureau import est_un_poste, genre_de_poste
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import ou
from pipeline.model.langue.texte import markdown, place, prose
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.span import Span
from pipeline.model.statuts import Poste

STATUTS = "content/statuts/"
VALEURS = STATUTS + "valeurs.yaml"
MOST_TOLD = 6
PERSONNES = "content/personnes.csv"


@controle()
def numbers_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A number of the governance typed in a text is one of those that the values give."""
    for sentence in comptes.lignes.gouvernance if not projet.mal_lu(VALEURS) else ():
        for said in announced(sentence.mots, projet.statuts.valeurs, sentence.est_un_titre):
            if said.connus and said.dit not in said.connus:
                yield _differs(said, sentence.span, comptes)


def _differs(said: Annonce, where: Span, comptes: Comptes) -> Finding:
    given = ou(sorted(said.connus, key=_rank)[:MOST_TOLD])
    message = f"ce texte dit {said.dit} {said.unite} ; les valeurs des statuts donnent {given}."
    facts = [fact for fact in said.faits if fact in comptes.faits]
    if not facts:
        return Finding("S041", message, where, ("corrigez le texte, ou la valeur.",))
    cited = ou(_cited(fact, said.dit) for fact in facts)
    hint = f"citez la valeur entre accolades au lieu de la retaper : {cited}."
    return Finding("S041", message, where, (hint,))


def _cited(fact: str, said: str) -> str:
    """A fact as it is cited where its number was typed; a list prints itself."""
    form = " | lettres" if said.isdecimal() and not fact.startswith("liste.") else ""
    return f"{{{{ {fact}{form} }}}}"


def _rank(value: str) -> tuple[int, str]:
    return (int(value), "") if value.isdecimal() else (0, value)


@controle()
def bodies_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A text speaks of the bodies of the model in force, and of no others."""
    valeurs = projet.statuts.valeurs
    if projet.mal_lu(STATUTS) or valeurs.modele is None or not projet.statuts.articles:
        return
    told: set[tuple[str, str]] = set()
    for sentence in comptes.lignes.gouvernance:
        for body in unknown_bodies(sentence.mots, projet.statuts):
            if (sentence.span.path, body) not in told:
                told.add((sentence.span.path, body))
                yield _no_such_body(body, valeurs.modele.value, sentence.span)


def _no_such_body(body: str, modele: str, where: Span) -> Finding:
    message = f"ce texte parle {body}, que le modèle de statuts « {modele} » n'a pas."
    hint = "écrivez {{ gouvernance.direction }} pour nommer l'instance qui dirige, ou {{ liste.instances }} pour toutes."
    return Finding("S046", message, where, (hint,))


# --- who holds which post -----------------------------------------------------------------------------------------


@controle()
def functions_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A person said to be president in the list of people is the one whom the bureau names."""
    for personne in projet.annuaire.presents:
        for fonction in filter(est_un_poste, personne.fonctions):
            same = _same_post(fonction, projet)
            others = _other_holders(personne, same, projet)
            if others:
                message = f"{personne.nom_complet} a la fonction « {fonction} » ; les statuts la donnent à {others}."
                hint = "retirez cette fonction : la liste des membres la prend dans le bureau."
                places = tuple(poste.span for poste in same)
                yield Finding("S042", message, personne.span, (hint,), places)


@controle()
def texts_name_the_holders(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """« Le trésorier, Marc Duconte » in a text names whom the bureau names."""
    people = {
        name: personne
        for personne in projet.annuaire.personnes
        if personne.prenom and personne.nom
        for name in (f"{personne.prenom} {personne.nom}", f"{personne.nom} {personne.prenom}")
    }
    for texte in markdown(projet.textes) if people and projet.statuts.valeurs.postes else ():
        text = prose(texte)
        for name, personne in people.items():
            for offset, post in posts_given(text, name):
                same = _same_post(post, projet)
                others = _other_holders(personne, same, projet)
                if others:
                    message = f"ce texte donne à {name} le poste « {post} » ; les statuts le donnent à {others}."
                    hint = "corrigez le nom, ou le titulaire dans les valeurs des statuts."
                    places = tuple(poste.span for poste in same)
                    yield Finding("S047", message, place(texte, offset), (hint,), places)


def _same_post(post: str, projet: Projet) -> list[Poste]:
    genre = genre_de_poste(post)
    return [p for p in projet.statuts.valeurs.postes if genre_de_poste(p.poste) == genre]


def _other_holders(personne: Personne, same: list[Poste], projet: Projet) -> str:
    """Who holds these posts, when all are known and that person is none of them."""
    named = [poste.titulaire.value for poste in same if poste.titulaire]
    holders = list(filter(None, map(projet.annuaire.trouver, named)))
    if not named or len(holders) < len(named) or personne in holders:
        return ""
    return ", ".join(holder.nom_complet for holder in holders)
