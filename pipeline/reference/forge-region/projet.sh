#!/bin/sh
# Étudie un projet et garde son portrait et ses documents.
#   sh forge/projet.sh ADRESSE SORTIE
# ADRESSE est celle d'un dépôt git, ou un dossier. NOM est son chemin sur la forge (sante/cpts-nord) : deux dépôts du même
# dernier mot restent deux projets. SORTIE/NOM reçoit portefeuille.json et documents/.
# LOGICIEL est le dossier du logiciel projet-sante.
set -u
adresse=${1:?} sortie=${2:?}
logiciel=$(cd "${LOGICIEL:?}" && pwd) python=${PYTHON:-python3}
nom=${adresse%/}
case $nom in
    *://*) nom=${nom#*://} nom=${nom#*/} ;;
    *:*) nom=${nom#*:} ;;
esac
nom=$(printf '%s\n' "${nom%.git}" | sed -e 's#^/*##' -e 's#//*#/#g' -e 's#^\(\.\.*/\)*##')
copie=projets/$nom
[ -d "$adresse/content" ] && copie=$adresse
[ -d "$copie" ] || git clone -q "$adresse" "$copie" || exit 2
PYTHONPATH="$logiciel" "$python" -m pipeline portefeuille "$copie" --sortie "$sortie/$nom"
etat=$?
mkdir -p "$sortie/$nom/documents"
for document in "$copie"/build/*.docx "$copie"/build/*.ics; do
    [ -f "$document" ] && cp "$document" "$sortie/$nom/documents/"
done
exit "$etat"
