"""``make`` alone: the commands, one line each."""

from __future__ import annotations

from pipeline.commands.environnement import program
from pipeline.commands.ligne import COMMANDS, Demande


def execute(demande: Demande) -> int:
    print(f"Commandes (« make COMMANDE », ou « {program()} COMMANDE ») :\n")
    width = max(len(command.name) for command in COMMANDS)
    for command in COMMANDS:
        print(f"  {command.name.ljust(width)}  {command.summary}")
    return 0
