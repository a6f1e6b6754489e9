"""``remarques``: the remarks that wait in the Markdown sources, by person."""

from __future__ import annotations

from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import Demande
from pipeline.model.langue.mots import fold
from pipeline.model.remarque import Remarque, remarques_de

NONE = "Aucune remarque n'attend dans les textes."
CLOSING = (
    "Une remarque à laquelle il est répondu s'efface de son fichier ; d'ici là, rien ne l'imprime."
)


def execute(demande: Demande) -> int:
    projet = examine_folder(demande.root, date.today()).projet
    wanted = fold(" ".join(demande.values))
    by_person: dict[str, list[Remarque]] = {}
    for texte in projet.textes:
        for one in remarques_de(texte.path, texte.lines) if texte.path.endswith(".md") else ():
            if wanted in fold(one.auteur):
                by_person.setdefault(one.auteur or "sans nom", []).append(one)
    if not by_person:
        print(NONE)
        return 0
    for person, found in sorted(by_person.items(), key=lambda item: fold(item[0])):
        print(f"{person} : {len(found)} remarque{'s' if len(found) > 1 else ''}")
        for one in found:
            day = f" ({'/'.join(reversed(one.jour.split('-')))})" if one.jour else ""
            print(f"  {one.span}{day}\n    {one.texte}")
    print(CLOSING)
    return 0
