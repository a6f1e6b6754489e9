#!/bin/sh
# Étudie un projet et garde son portrait et ses documents.
#   sh forge/projet.sh ADRESSE SORTIE
# ADRESSE est celle d'un dépôt git, ou un dossier. NOM est son chemin sur la forge (sante/cpts-nord) : deux dépôts du même
# dernier mot restent deux projets. SORTIE/NOM reçoit portefeuille.json et documents/.
# LOGICIEL est le dossier du logiciel projet-sante.
# JETON, s'il est donné, ouvre les dépôts privés de la forge FORGE (https://…) ; il n'est envoyé à aucune autre.
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
copier() {
    [ -n "${JETON:-}" ] && [ -n "${FORGE:-}" ] || { git clone -q "$adresse" "$copie"; return; }
    cle=$(printf 'gitlab-ci-token:%s' "$JETON" | base64 | tr -d '\n')
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.${FORGE%/}/.extraHeader" \
        GIT_CONFIG_VALUE_0="Authorization: Basic $cle" git clone -q "$adresse" "$copie"
}
export GIT_TERMINAL_PROMPT=0
[ -d "$copie" ] || copier || exit 2
unset JETON
PYTHONPATH="$logiciel" "$python" -m pipeline portefeuille "$copie" --sortie "$sortie/$nom"
etat=$?
mkdir -p "$sortie/$nom/documents"
for document in "$copie"/build/*.docx "$copie"/build/*.ics; do
    [ -f "$document" ] && cp "$document" "$sortie/$nom/documents/"
done
exit "$etat"
