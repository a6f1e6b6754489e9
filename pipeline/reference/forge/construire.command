#!/bin/sh
# Double-cliquez (macOS) : tout est vérifié, et les documents sont construits dans le dossier build.
cd "$(dirname "$0")" || exit 2
PATH=$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin
projet=$PWD
logiciel='CHEMIN_DU_LOGICIEL'
if [ -f "$logiciel/pipeline/__main__.py" ]; then
    (cd "$logiciel" && python3 -m pipeline -C "$projet" project)
elif command -v projet-sante >/dev/null; then
    projet-sante project
else
    echo "Il manque le logiciel : installez la commande projet-sante (README.md)."
fi
if [ -d build ] && command -v open >/dev/null; then open build; fi
printf 'Appuyez sur Entrée pour fermer. '
read -r _
