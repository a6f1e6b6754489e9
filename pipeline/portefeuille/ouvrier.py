"""A process that studies one project after the other: started once, asked many times, stopped when one goes wrong.

It reads questions on its standard input and answers on its standard output, each a pickled value after its length: both
ends are ours.  When whoever started it is gone, it ends by itself.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import sys
import threading
from typing import BinaryIO

from pipeline.model.portefeuille import ARRETE, Sort
from pipeline.portefeuille.etude import Commande, Etude, etudier
from pipeline.programs import framed, read_frame

EXHAUSTED = "mémoire épuisée"


def main(memory: int) -> int:
    """Answer until whoever asks is gone; ends with 1 after a project that leaves nothing to be trusted in memory."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed must not be an answer
    _hold_to(memory)
    gc.disable()  # as for a command: what a project leaves is collected once it is told
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, questions), daemon=True).start()
    while True:
        commande: Commande = pickle.loads(questions.get())
        try:
            etude = etudier(commande)
        except MemoryError:
            etude = Etude(Sort(commande.chemin, ARRETE, EXHAUSTED))
        except RecursionError:
            etude = Etude(Sort(commande.chemin, ARRETE, "sources imbriquées sans fin"))
        except Exception as bug:
            etude = Etude(Sort(commande.chemin, ARRETE, _bug(bug)))
        answers.write(framed(pickle.dumps(etude)))
        answers.flush()
        if etude.sort.sort == ARRETE:
            return 1
        gc.collect()


def _listen(stream: BinaryIO, questions: queue.SimpleQueue[bytes]) -> None:
    """Hand questions on; when the other end is gone, stop at once, whatever is being done."""
    while (question := read_frame(stream)) is not None:
        questions.put(question)
    os._exit(0)


def _hold_to(memory: int) -> None:
    """Bound what this process may take, where the system can; the programs it starts have bounds of their own."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


def _bug(bug: Exception) -> str:
    frame = bug.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    name = os.path.basename(frame.tb_frame.f_code.co_filename) if frame else "?"  # noqa: PTH119
    line = frame.tb_lineno if frame else 0
    return f"erreur du logiciel, à signaler : {type(bug).__name__} {name}:{line}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
