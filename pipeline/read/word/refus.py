"""Why a template cannot be used, and what to do about it in Word."""

from __future__ import annotations

from pipeline.model.valeur import dataclass

SAVE_AGAIN = "ouvrez-le dans Word, puis Fichier, Enregistrer sous, « Document Word (.docx) »."
COPY = "copiez son contenu dans un nouveau document Word, et enregistrez celui-ci à sa place."
AS_TEXT = (
    "cliquez dans ce champ (Alt+F9 les montre tous), puis Ctrl+Maj+F9 : il devient un simple texte."
)
AS_PICTURE = "copiez-le, supprimez-le, puis Accueil, Coller, Collage spécial, « Image (PNG) »."
UNLINK = "clic droit sur le lien, « Supprimer le lien hypertexte »."
ACCEPT = "dans Word : Révision, Accepter toutes les modifications."


@dataclass(frozen=True, slots=True)
class Refus:
    """``raison`` ends the sentence « ce gabarit ne peut pas servir : »."""

    raison: str
    remede: str = SAVE_AGAIN


def short(text: str) -> str:
    """What a message quotes from a file that may hold anything."""
    return text if len(text) <= 80 else f"{text[:79]}…"
