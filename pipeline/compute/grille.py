"""The answers of a projet to the grid of the ARS: each from the facts, with what is thin or absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.compute.couverture import couverture
from pipeline.model.bareme import SOCLE
from pipeline.model.couverture import Couverture, Presence
from pipeline.model.fiche import MOYENS, RUBRIQUES, Fiche
from pipeline.model.grille import FICHES, ITEMS, Grille, Reponse
from pipeline.model.langue.francais import et, nombre, pluriel
from pipeline.model.livrable import TITRES_ANNEXES
from pipeline.model.mission import PAR_CLE
from pipeline.model.parcours import says_something
from pipeline.model.personne import A_VENIR, ENGAGE, MORALE, Personne
from pipeline.model.projet import Projet
from pipeline.model.territoire import Commune

ANNEXE_MEMBRES, ANNEXE_COMMUNES = TITRES_ANNEXES["membres"], TITRES_ANNEXES["communes"]
STRUCTURE = "structure"
MEMBRES, COMMUNES = f"Annexe « {ANNEXE_MEMBRES} »", f"Annexe « {ANNEXE_COMMUNES} »"


def grille(projet: Projet, communes: Sequence[Commune], population: int | None) -> Grille:
    """Every item of the grid, answered, and every section of the structure of the guide."""
    found = couverture(projet)
    told = {one.attendu.cle: one for one in found}
    answers: Mapping[str, Callable[[], Reponse]] = {
        "communes": lambda: _communes(communes, told["territoire"]),
        "habitants": lambda: _inhabitants(communes, population),
        "engages": lambda: _people("engages", projet, ENGAGE),
        "a_venir": lambda: _people("a_venir", projet, A_VENIR),
        "besoins": lambda: _needs(projet, told["besoins"]),
        "missions": lambda: _missions(projet),
        "coherence": lambda: _coherence(projet),
        "declinaison": lambda: _substance(projet),
        "prs": lambda: _orientations(projet),
        "pertinence": lambda: _relevance(told["sens"]),
    }
    headings = {
        "communes": told["territoire"].titre or ANNEXE_COMMUNES,
        "habitants": ANNEXE_COMMUNES,
        "engages": ANNEXE_MEMBRES,
        "a_venir": ANNEXE_MEMBRES,
        "besoins": told["besoins"].titre,
        "pertinence": told["sens"].titre,
    }
    first = min((fiche.cle for fiche in projet.fiches), default="")
    reponses = (replace(answers[cle](), titre=headings.get(cle, first)) for cle in ITEMS)
    return Grille(tuple(reponses), found)


def _communes(communes: Sequence[Commune], described: Couverture) -> Reponse:
    if not communes:
        return Reponse(
            "communes", Presence.ABSENT, (), "", "aucune commune dans content/projet.yaml"
        )
    count = f"{len(communes)} communes" if len(communes) > 1 else "1 commune"
    nameless = [commune.code for commune in communes if not commune.nom]
    lieu = _lieu(described) or COMMUNES
    if nameless:
        return Reponse(
            "communes",
            Presence.INSUFFISANT,
            (f"{count}.",),
            lieu,
            f"codes inconnus : {et(nameless)}",
        )
    return Reponse("communes", described.presence, (f"{count}.",), lieu, described.conseil)


def _inhabitants(communes: Sequence[Commune], population: int | None) -> Reponse:
    if population is None:
        return Reponse("habitants", Presence.ABSENT, (), "", "la population d'une commune manque")
    years = sorted({commune.annee for commune in communes if commune.annee})
    sources = sorted({commune.source for commune in communes if commune.source})
    said = f"{nombre(population)} habitants"
    if not years or not sources:
        return Reponse(
            "habitants",
            Presence.INSUFFISANT,
            (f"{said}.",),
            COMMUNES,
            "l'année ou la source manque",
        )
    text = f"{said} ({et(sources)}, {et(years)})."
    return Reponse("habitants", Presence.PRESENT, (text,), COMMUNES)


def _people(cle: str, projet: Projet, engagement: str) -> Reponse:
    people = [one for one in projet.annuaire.presents if one.engagement == engagement]
    nameless = _nameless(projet) if engagement == A_VENIR else []
    if not people and not nameless:
        advice = f"aucune ligne « {engagement} » dans content/personnes.csv"
        return Reponse(cle, Presence.ABSENT, (), "", advice)
    counts = Counter(_kind(projet, one) for one in people)
    text = [*_by_profession(counts), *_beside_them(counts), *nameless]
    signed = sum(one.signature is not None for one in people)
    if signed:
        text.append(f"Le projet de santé est signé par {_counted(signed, 'membre')}.")
    counts.pop("", None)
    if not counts and not nameless:
        missing = "aucune profession n'est dite"
        return Reponse(cle, Presence.INSUFFISANT, tuple(text), MEMBRES, missing)
    return Reponse(cle, Presence.PRESENT, tuple(text), MEMBRES)


def _counted(count: int, noun: str) -> str:
    return f"{count} {pluriel(noun) if count > 1 else noun}"


def _by_profession(counts: Counter[str]) -> list[str]:
    """How many professionals, of which professions: what the question asks."""
    trades = {trade: count for trade, count in counts.items() if trade not in ("", STRUCTURE)}
    if not trades:
        return []
    told = ", ".join(f"{trade} ({count})" for trade, count in trades.items())
    return [f"{_counted(sum(trades.values()), 'professionnel')} : {told}."]


def _beside_them(counts: Counter[str]) -> list[str]:
    """Who else is counted among the members."""
    text = []
    if counts[STRUCTURE]:
        text.append(f"{_counted(counts[STRUCTURE], STRUCTURE)}.")
    if counts[""]:
        text.append(f"Sans profession de santé, comme les usagers : {counts['']}.")
    return text


def _nameless(projet: Projet) -> list[str]:
    """Who is expected without being named yet: commitments to come as well."""
    expected = {trade: one.value for trade, one in projet.identite.pressentis.items() if one.value}
    told = ", ".join(f"{trade} ({count})" for trade, count in expected.items())
    return [f"Sans nom encore, {sum(expected.values())} : {told}."] if expected else []


def _kind(projet: Projet, personne: Personne) -> str:
    """The profession, or « structure »; empty for a person who practises none, such as a user."""
    return STRUCTURE if personne.type == MORALE else projet.profession(personne)


def _needs(projet: Projet, described: Couverture) -> Reponse:
    if not projet.besoins:
        return Reponse(
            "besoins", Presence.ABSENT, (), "", "aucun besoin dans content/diagnostic/besoins.csv"
        )
    without_proof = [one.code for one in projet.besoins if not one.constat or not one.source]
    text = tuple(f"{one.code} : {one.besoin}." for one in projet.besoins)
    missing = [described.conseil] if described.conseil else []
    if without_proof:
        missing.append(f"constat ou source absents pour {et(without_proof)}")
    presence = Presence.INSUFFISANT if missing else Presence.PRESENT
    return Reponse("besoins", presence, text, _lieu(described), " ; ".join(missing))


def _missions(projet: Projet) -> Reponse:
    wanted = [mission.cle for mission in projet.bareme.missions if mission.statut == SOCLE]
    if not wanted or not projet.fiches:
        return Reponse(
            "missions", Presence.ABSENT, (), "", "aucune fiche action, ou barème inconnu"
        )
    lines = []
    missing = []
    for cle in wanted:
        codes = [fiche.cle for fiche in projet.fiches_de(cle)]
        name = PAR_CLE[cle].titre
        if codes and cle in projet.identite.retenues:
            lines.append(f"{name} : {et(codes)}.")
        else:
            missing.append(f"aucune fiche pour « {name} »")
    presence = Presence.INSUFFISANT if missing else Presence.PRESENT
    return Reponse("missions", presence, tuple(lines), FICHES, " ; ".join(missing))


def _coherence(projet: Projet) -> Reponse:
    known = {besoin.code for besoin in projet.besoins}
    answering = {
        fiche.cle: [n.value for n in fiche.besoins if n.value in known] for fiche in projet.fiches
    }
    told = [f"{cle} ({et(codes)})" for cle, codes in answering.items() if codes]
    lines = (
        [f"Chaque fiche et les besoins auxquels elle répond : {', '.join(told)}."] if told else []
    )
    without = [cle for cle, codes in answering.items() if not codes]
    return _of_fiches("coherence", lines, without, "ne citent aucun besoin du diagnostic")


def _substance(projet: Projet) -> Reponse:
    """Objectives, means (the tools of the grid) and indicators."""
    whole: dict[str, list[str]] = {}
    without: list[str] = []
    for fiche in projet.fiches:
        absent = [name for name, there in _filled(fiche).items() if not there]
        if absent:
            without.append(f"{fiche.cle} ({et(absent)})")
        else:
            whole.setdefault(_indicators(fiche), []).append(fiche.cle)
    lines = [f"{what} : {et(codes)}." for what, codes in whole.items()]
    return _of_fiches("declinaison", lines, without, "sont incomplètes")


def _indicators(fiche: Fiche) -> str:
    count = len(fiche.indicateurs)
    return f"Objectifs, moyens et {count} indicateur{'s' if count > 1 else ''}"


def _filled(fiche: Fiche) -> Mapping[str, bool]:
    def says(cle: str) -> bool:
        return cle in RUBRIQUES and says_something(fiche.textes.get(cle, ()))

    return {
        "objectifs": says("objectifs"),
        "outils et moyens": any(map(says, MOYENS)),
        "indicateurs": bool(fiche.indicateurs) or says("indicateurs"),
    }


def _orientations(projet: Projet) -> Reponse:
    known = projet.identite.orientations_prs
    if not known:
        advice = "« orientations_prs » est vide dans content/projet.yaml"
        return Reponse("prs", Presence.ABSENT, (), "", advice)
    served = {
        fiche.cle: [o.value for o in fiche.orientations_prs if o.value in known]
        for fiche in projet.fiches
    }
    cited = dict.fromkeys(code for codes in served.values() for code in codes)
    lines = [
        f"{known[code]} : {et([c for c, codes in served.items() if code in codes])}."
        for code in cited
    ]
    without = [cle for cle, codes in served.items() if not codes]
    return _of_fiches("prs", lines, without, "ne se rattachent à aucune orientation du PRS")


def _of_fiches(cle: str, lines: Sequence[str], without: Sequence[str], fault: str) -> Reponse:
    if not lines:
        return Reponse(cle, Presence.ABSENT, (), "", "aucune fiche action n'y répond")
    missing = f"{et(without)} {fault}" if without else ""
    presence = Presence.INSUFFISANT if without else Presence.PRESENT
    return Reponse(cle, presence, tuple(lines), FICHES, missing)


def _relevance(described: Couverture) -> Reponse:
    names = (sujet.nom for sujet in described.attendu.sujets)
    subjects = [name for name in names if name not in described.manque]
    text = (f"Le projet dit {et(subjects)}.",) if subjects else ()
    return Reponse(
        "pertinence", described.presence, text, _lieu(described), described.conseil, described.span
    )


def _lieu(described: Couverture) -> str:
    return f"Partie 1, « {described.titre} »" if described.titre else ""
