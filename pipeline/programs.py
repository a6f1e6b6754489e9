"""The only module that starts a program.

What starting one needs is loaded by the functions that do: most runs start none.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.systeme import processors

if TYPE_CHECKING:
    import subprocess
    import threading
    from concurrent.futures import Future, ThreadPoolExecutor


def run_program(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> int:
    """Run a program to its end, in a folder if one is given, and answer with its exit status."""
    import subprocess

    words = [str(word) for word in command]
    return subprocess.run(words, env=_merged(environment), cwd=folder, check=False).returncode


def answer_of(
    command: Sequence[str | Path], told: bytes = b"", folder: Path | None = None
) -> tuple[int, bytes]:
    """Run a program on ``told`` and answer with its exit status and what it printed; its complaints are dropped.

    Git must look at the folder that was named, not at the one that a hook above us put in the environment.
    """
    import subprocess

    words = [str(word) for word in command]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        words, input=told, cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.returncode, done.stdout


def told_by(command: Sequence[str | Path], said: Callable[[str], None]) -> int:
    """Run a program to its end, each line that it prints told as it comes; its exit status."""
    import subprocess

    words = [str(word) for word in command]
    environment = _merged({"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"})
    with subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    ) as started:
        for line in started.stdout or ():
            said(line.decode(errors="replace").rstrip())
    return started.returncode


def launched(command: Sequence[str | Path]) -> bool:
    """Start a program with a window of its own, and do not wait for it; False when it cannot be started."""
    import subprocess

    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(
            [str(word) for word in command],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def shown_in_browser(address: str) -> bool:
    """Open an address in the browser of the screen; False where there is no screen."""
    import webbrowser

    screen = os.name == "nt" or sys.platform == "darwin"
    if not screen and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False  # a browser of the terminal would take its place
    return webbrowser.open(address)


def become(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Go on as another program; where the system cannot replace a process, run it and hand its exit status on."""
    words = [str(word) for word in command]
    if os.name == "posix":
        print(end="", flush=True)
        os.execve(words[0], words, dict(_merged(environment)))
    return run_program(words, environment)


def _merged(environment: Mapping[str, str] | None) -> Mapping[str, str]:
    return {**os.environ, **(environment or {})}


PAINTER = """
import json, signal, sys
from resvg_py import svg_to_bytes
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
except ImportError:
    pass
asked, answers = sys.stdin.buffer, sys.stdout.buffer
while head := asked.read(LENGTH):
    options, _, svg = asked.read(int.from_bytes(head, "big")).partition(b"\\n")
    if hasattr(signal, "alarm"):
        signal.alarm(LONGEST)
    png = svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True, **json.loads(options))
    answers.write(len(png).to_bytes(LENGTH, "big") + png)
    answers.flush()
"""
"""A drawing may take all the time or the memory there is: it is painted by a process that can be stopped, and that stops
by itself when whoever asked is gone.  It paints one after the other: to start it costs as much as a logo."""

PAINTER_MEMORY = 2 * 2**30
PATIENCE_OF_DRAWING = 30
LENGTH = 8
"""Bytes of the number that precedes what a program of ours is asked, or answers."""


class Peintures:
    """The pictures of drawings: those that earlier builds painted are not painted again.

    ``used`` are the pictures of this build, by the hash of their drawing and of its options.
    """

    def __init__(self, kept: Mapping[str, bytes] | None = None) -> None:
        self.kept = kept or {}
        self.used: dict[str, bytes] = {}
        self._begun: dict[str, Future[bytes | None]] = {}
        self._awaited: set[str] = set()
        self._threads: ThreadPoolExecutor | None = None
        self._idle: list[Peintre] = []

    @property
    def changed(self) -> bool:
        return self.used.keys() != self.kept.keys()

    def begin(self, svg: bytes, options: Mapping[str, object]) -> None:
        """Have a drawing painted while something else is done, one for each processor: ``paint`` waits for it."""
        from concurrent.futures import ThreadPoolExecutor

        key = _key(svg, options)
        if self.kept.get(key) or key in self._begun:
            return
        self._threads = self._threads or ThreadPoolExecutor(os.cpu_count())
        self._begun[key] = self._threads.submit(self._painted, svg, options)
        self._awaited.add(key)

    def paint(self, svg: bytes, options: Mapping[str, object]) -> bytes | None:
        """The PNG of a drawing, from memory if it can be; None when it takes too long or too much.  The painters go with
        the last one that was begun."""
        key = _key(svg, options)
        self.begin(svg, options)
        png = self.kept.get(key) or self._begun[key].result()
        if png is not None:
            self.used[key] = png
        self._awaited.discard(key)
        while self._idle and not self._awaited:
            self._idle.pop().close()
        return png

    def _painted(self, svg: bytes, options: Mapping[str, object]) -> bytes | None:
        """By a painter that has nothing to do, else by a new one: there are as many as threads."""
        try:
            peintre = self._idle.pop()
        except IndexError:
            peintre = Peintre()
        try:
            return peintre.paint(svg, options)
        finally:
            self._idle.append(peintre)


def _key(svg: bytes, options: Mapping[str, object]) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(options).encode() + b"\0" + svg).hexdigest()


def recalculate(workbook: bytes, suffix: str = ".xlsx", patience: float = 60) -> bytes | None:
    """A workbook, of Excel's format or of another, as .xlsx with every formula computed by LibreOffice; None where it
    is not installed or does not manage."""
    return _through_office(workbook, suffix, "xlsx:Calc MS Excel 2007 XML", patience)


def converted(document: bytes, suffix: str, patience: float = 60) -> bytes | None:
    """A text document of another format as a Word one, by LibreOffice; None where it is absent or does not manage."""
    return _through_office(document, suffix, "docx:MS Word 2007 XML", patience)


LAID_OUT = {
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "IsSkipEmptyPages": False,
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "DisplayPDFDocumentTitle": True,
}
"""A PDF that can be read aloud, with the outline of its titles; its pages are those of the document, empty ones too."""

PDF_A_2 = "2"
"""The name LibreOffice has for PDF/A-2b (ISO 19005-2): a file that holds all that it shows, to be archived as it is."""


def office() -> str | None:
    """Where LibreOffice is, in the PATH or where it puts itself on this system; None when it is not installed."""
    import shutil  # not above: « nothing changed » must not wait for it

    from pipeline.systeme import places_of_office

    found = shutil.which("soffice") or shutil.which("libreoffice")
    usual = (str(path) for path in places_of_office() if Path(path).is_file())
    return found or next(usual, None)


def laid_out(
    documents: Mapping[str, bytes], begun: Callable[[str], None], patience: float = 120
) -> Mapping[str, bytes]:
    """Each Word file as a PDF, by the same name; LibreOffice is not started for each.

    One that hangs is stopped after ``patience`` seconds, more for many documents, and started once more, with a fresh
    profile, for what is missing.  What it did not make is left out.  ``begun`` is called with each name in turn.

    Many pages are shared between two of them, where there are two processors: the longest document alone takes most of the
    time, and the others are done meanwhile.
    """
    import tempfile

    soffice = office()
    made: dict[str, bytes] = {}
    for _ in range(2):
        missing = {name: docx for name, docx in documents.items() if name not in made}
        if soffice is None or not missing:
            break
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for found in _side_by_side(soffice, Path(folder), shares(missing), begun, patience):
                made.update(found)
    return {name: made[name] for name in documents if name in made}


WORTH_A_START = 400_000
"""Bytes of text, all tags included, that are worth one more LibreOffice: it takes a second to start, and lays out as much
in three (ten to twenty thousand bytes a page)."""


def shares(documents: Mapping[str, bytes]) -> list[dict[str, bytes]]:
    """The documents in one share, or in two that take as long as each other where both are long enough."""
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    weights = {name: _weight(docx) for name, docx in documents.items()}
    for name in sorted(weights, key=lambda name: -weights[name]):
        lighter = min(first, second, key=lambda share: sum(share.values()))
        lighter[name] = weights[name]
    if processors() == 1 or sum(second.values()) < WORTH_A_START:
        return [dict(documents)]
    return [{name: documents[name] for name in documents if name in one} for one in (first, second)]


def _weight(docx: bytes) -> int:
    """The bytes of the text of a Word file: pictures take no time."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            return package.getinfo("word/document.xml").file_size
    except (zipfile.BadZipFile, KeyError):
        return len(docx)


RUNNING: set[subprocess.Popen[bytes]] = set()
"""What must not go on when whoever asked for it is stopped."""


def _side_by_side(
    soffice: str,
    folder: Path,
    wanted: Sequence[Mapping[str, bytes]],
    begun: Callable[[str], None],
    patience: float,
) -> list[dict[str, bytes]]:
    """The PDFs of each share, by a LibreOffice of its own."""
    from threading import Event

    given_up = Event()
    if len(wanted) == 1:
        return [_made(soffice, folder, wanted[0], begun, patience, given_up)]
    from concurrent.futures import ThreadPoolExecutor

    own = [folder / str(rank) for rank, _ in enumerate(wanted)]
    for place in own:
        place.mkdir()
    with ThreadPoolExecutor(len(wanted)) as threads:
        asked = [
            threads.submit(_made, soffice, place, documents, begun, patience, given_up)
            for place, documents in zip(own, wanted, strict=True)
        ]
        try:
            return [one.result() for one in asked]
        except BaseException:
            given_up.set()
            for started in tuple(RUNNING):
                _stop(started)
            raise


def _made(
    soffice: str,
    folder: Path,
    documents: Mapping[str, bytes],
    begun: Callable[[str], None],
    patience: float,
    given_up: threading.Event,
) -> dict[str, bytes]:
    """The PDFs of one start, whole ones only: one that was being written when it was stopped lacks its end."""
    import json

    sources = {name: folder / name for name in documents}
    for name, path in sources.items():
        path.write_bytes(documents[name])
    options = {
        name: {"type": "boolean", "value": str(value).lower()} for name, value in LAID_OUT.items()
    }
    options["SelectPdfVersion"] = {"type": "long", "value": PDF_A_2}
    profile = _profile(folder)
    kind = f"pdf:writer_pdf_Export:{json.dumps(options)}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "fait"),
    ]
    _followed([*command, *map(str, sources.values())], begun, patience, given_up)
    found: dict[str, bytes] = {}
    for name in documents:
        path = folder / "fait" / f"{Path(name).stem}.pdf"
        data = path.read_bytes() if path.is_file() else b""
        if data.rstrip().endswith(b"%%EOF"):
            found[name] = data
    return found


def _followed(
    command: Sequence[str],
    begun: Callable[[str], None],
    patience: float,
    given_up: threading.Event,
) -> None:
    """Run LibreOffice, which says of each file that it converts it; beyond ``patience`` seconds it is stopped.

    ``given_up``, whoever asked was stopped meanwhile: one that was starting then does not go on.
    """
    import subprocess
    import threading

    quiet, heard = subprocess.DEVNULL, subprocess.PIPE
    try:
        started = subprocess.Popen(
            command, stdin=quiet, stdout=heard, stderr=quiet, start_new_session=True
        )
    except OSError:
        return
    alarm = threading.Timer(patience, _stop, [started])
    alarm.start()
    RUNNING.add(started)
    if given_up.is_set():
        _stop(started)
    with started:
        try:
            for line in started.stdout or ():
                source, arrow, _ = (
                    line.decode(errors="replace").removeprefix("convert ").partition(" -> ")
                )
                if arrow:
                    begun(Path(source.partition(" as a ")[0]).name)
            started.wait()
        finally:
            alarm.cancel()
            _stop(started)
            RUNNING.discard(started)


def _through_office(data: bytes, suffix: str, kind: str, patience: float) -> bytes | None:
    """What LibreOffice makes of a copy, in a folder and with a profile of its own, within ``patience`` seconds."""
    import tempfile

    soffice = office()
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        copy = folder / f"source{suffix}"
        copy.write_bytes(data)
        profile = _profile(folder)
        made = folder / "fait"
        wanted = ["--convert-to", kind, "--outdir", str(made), str(copy)]
        if not ends_well([soffice, profile, "--headless", *wanted], patience, OFFICE_MEMORY):
            return None
        try:
            return (made / f"source.{kind.partition(':')[0]}").read_bytes()
        except OSError:
            return None


def _profile(folder: Path) -> str:
    """A fresh profile of LibreOffice that neither fetches what a document leads to nor runs what it holds."""
    user = folder / "profil" / "user"
    user.mkdir(parents=True, exist_ok=True)
    settings = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in ALONE
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{settings}</oor:items>\n',
        encoding="utf-8",
    )
    return f"-env:UserInstallation={(folder / 'profil').as_uri()}"


ALONE = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""Where a setting of LibreOffice is, its name and its value.  The last ones lead to a door that nobody opens: what is
asked of the network in spite of the others finds nothing."""


OFFICE_MEMORY = 2**30
"""What LibreOffice may take to read one document: more would be a document made to fill the machine."""

WITHIN = 'ulimit -d "$0" 2>/dev/null; exec "$@"'


def ends_well(command: Sequence[str | Path], patience: float, memory: int = 0) -> bool:
    """Whether a silent program ends well within ``patience`` seconds; beyond, it is stopped with all that it started.

    LibreOffice is started by a script: stopping that alone would leave the program itself behind.  ``memory`` is what
    each process may take, in bytes, where the system can hold it to that; 0 for no bound.
    """
    import subprocess

    words = [str(word) for word in command]
    if memory and os.name == "posix":
        words = ["sh", "-c", WITHIN, str(memory // 1024), *words]
    quiet = subprocess.DEVNULL
    try:
        started = subprocess.Popen(
            words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return False
    try:
        return started.wait(patience) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _stop(started)


def _stop(started: subprocess.Popen[bytes]) -> None:
    """End a program and those of its group; nothing when it has ended."""
    if started.poll() is None:
        if os.name == "posix":
            import signal

            os.killpg(started.pid, signal.SIGKILL)
        else:
            import subprocess

            whole = ["taskkill", "/F", "/T", "/PID", str(started.pid)]
            subprocess.run(whole, capture_output=True, check=False)
            started.kill()
        started.wait()


def framed(data: bytes) -> bytes:
    """What is sent to a program of ours, or by it: the length, then the bytes."""
    return len(data).to_bytes(LENGTH, "big") + data


def read_frame(stream: IO[bytes]) -> bytes | None:
    """What was sent whole; None once the other end is gone, even in the middle."""
    head = stream.read(LENGTH)
    wanted = int.from_bytes(head, "big")
    data = stream.read(wanted) if len(head) == LENGTH else b""
    return data if len(head) == LENGTH and len(data) == wanted else None


ENDING = 5
"""Seconds that a program may take to end, once it has closed what it writes on."""


class Interlocuteur:
    """A program of ours that is started once and asked many times, and started anew after a question that it did not
    survive.  ``command`` is what follows the name of Python."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._started: subprocess.Popen[bytes] | None = None

    def ask(self, question: bytes, patience: float) -> bytes | str:
        """Its answer; or why there is none, in French: too slow, or ended."""
        import subprocess
        import threading

        started = self._start()
        slow = threading.Event()

        def too_slow() -> None:
            slow.set()
            _stop(started)

        alarm = threading.Timer(patience, too_slow)
        alarm.start()
        try:
            answer = self._exchanged(started, framed(question))
        finally:
            alarm.cancel()
        if answer is not None:
            return answer
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(ENDING)
        self.close()
        if slow.is_set():
            return f"pas fini au bout de {patience:g} seconde{'s' if patience >= 2 else ''}"
        return _ended(started.returncode)

    def close(self) -> None:
        """Stop it, with all that it started."""
        if self._started is None:
            return
        _stop(self._started)
        for stream in (self._started.stdin, self._started.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._started = None

    def _exchanged(self, started: subprocess.Popen[bytes], question: bytes) -> bytes | None:
        if started.stdin is None or started.stdout is None:
            return None
        try:
            started.stdin.write(question)
            started.stdin.flush()
        except OSError:
            return None
        return read_frame(started.stdout)

    def _start(self) -> subprocess.Popen[bytes]:
        import subprocess

        if self._started is not None and self._started.poll() is None:
            return self._started
        self.close()
        here = str(Path(__file__).resolve().parent.parent)
        known = os.environ.get("PYTHONPATH", "")
        self._started = subprocess.Popen(
            [sys.executable, *self._command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_merged({"PYTHONPATH": os.pathsep.join([here, known] if known else [here])}),
            start_new_session=True,
        )
        return self._started


class Peintre:
    """A process that paints drawings, one after the other."""

    def __init__(self) -> None:
        program = PAINTER.replace("MEMORY", str(PAINTER_MEMORY)).replace("LENGTH", str(LENGTH))
        longest = str(2 * PATIENCE_OF_DRAWING)
        self._program = Interlocuteur(("-I", "-c", program.replace("LONGEST", longest)))

    def paint(
        self, svg: bytes, options: Mapping[str, object], patience: float = PATIENCE_OF_DRAWING
    ) -> bytes | None:
        """The PNG of a drawing, of the size and with the fonts of the options; None when it takes too long or too much."""
        import json

        answer = self._program.ask(json.dumps(options).encode() + b"\n" + svg, patience)
        return answer if isinstance(answer, bytes) and answer.startswith(b"\x89PNG") else None

    def close(self) -> None:
        self._program.close()


def _ended(status: int | None) -> str:
    if status is not None and status < 0:
        return f"le programme qui le lisait a été interrompu (signal {-status})"
    return f"le programme qui le lisait s'est arrêté (code {status})"
