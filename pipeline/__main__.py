"""The command line: ``python -m pipeline …`` or ``projet-sante …``.

This module and what it imports before a command starts use the standard library only: the first run happens before
anything is installed, and « nothing changed » must not wait for imports.
"""

from __future__ import annotations

import os
import sys

OLDEST = (3, 11)


def main() -> None:
    """Run the command of ``sys.argv`` and leave with its exit status.

    Nothing is taken apart on the way out: freeing every object one by one would cost a twentieth of a command.
    """
    if sys.version_info < OLDEST:
        version = ".".join(str(part) for part in sys.version_info[:2])
        sys.stderr.write(
            f"Python {version} est trop ancien : il faut Python 3.11 ou plus récent (paquet python3).\n"
        )
        sys.exit(2)
    from pipeline.commands.ligne import run_command

    status = run_command(sys.argv[1:])
    print(end="", file=sys.stderr, flush=True)
    os._exit(status)


if __name__ == "__main__":
    main()
