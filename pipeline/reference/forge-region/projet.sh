#!/bin/sh
# Étudie un projet et garde son portrait et ses documents.
#   sh forge/projet.sh ADRESSE SORTIE
# ADRESSE est celle d'un dépôt git, ou un dossier ; SORTIE/NOM reçoit portefeuille.json et documents/.
# LOGICIEL est le dossier du logiciel projet-sante.
set -u
adresse=${1:?} sortie=${2:?}
logiciel=$(cd "${LOGICIEL:?}" && pwd) python=${PYTHON:-python3}
nom=$(basename "$adresse" .git)
[ -d "$nom" ] || git clone -q "$adresse" "$nom" || exit 2
PYTHONPATH="$logiciel" "$python" -m pipeline portefeuille "./$nom" --sortie "$sortie/$nom"
etat=$?
mkdir -p "$sortie/$nom/documents"
for document in "$nom"/build/*.docx "$nom"/build/*.ics; do
    [ -f "$document" ] && cp "$document" "$sortie/$nom/documents/"
done
exit "$etat"
