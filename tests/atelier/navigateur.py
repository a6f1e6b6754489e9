"""A real Chromium, spoken to by a pipe: it opens pages, runs a line in them, presses keys."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
"""axe-core 4.14.1 by Deque (MPL-2.0), as its npm package gives it: a bare machine has no npm to fetch it with."""

RUN_AXE = """
axe.run(document, { resultTypes: ['violations'], RULES }).then((found) => found.violations.map(
  (one) => `${one.id} : ${one.help} : ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 150)).join(' ; ')}`
))
"""
OF_LOOK = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""Its rules that depend on colours and widths; what the others look at is the same in every look."""

TRIES = 900
"""Looks at a page, a tenth of a second apart, before a test gives up."""
HIGH = 20
"""Descriptors from there on: 3 and 4 are those that the browser reads and writes."""

FLAGS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe"


LAUNCH = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Navigateur:
    def __init__(self, profile: Path, size: tuple[int, int] = (1200, 900)) -> None:
        assert CHROMIUM is not None
        to_read, self.write = os.pipe()
        self.read, to_write = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, HIGH) for end in (to_read, to_write)]
        words = f"{FLAGS} --user-data-dir={profile} --window-size={size[0]},{size[1]} about:blank"
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *map(str, ends), CHROMIUM, *words.split()],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (to_read, to_write, *ends):
            os.close(end)
        self.rank = 0
        self.buffer = b""
        self.told: list[dict[str, Any]] = []
        page = next(
            one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page"
        )
        attached = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    session = ""

    def ask(self, method: str, **params: Any) -> Any:
        self.rank += 1
        sent: dict[str, Any] = {"id": self.rank, "method": method, "params": params}
        if self.session:
            sent["sessionId"] = self.session
        os.write(self.write, json.dumps(sent).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.rank:
                assert "error" not in answer, answer
                return answer["result"]
            self.told.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.buffer:
            more = os.read(self.read, 1 << 20)
            assert more, "le navigateur s'est arrêté"
            self.buffer += more
        message, _, self.buffer = self.buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def open(self, address: str) -> None:
        self.told.clear()
        self.ask("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, words: str) -> Any:
        told = self.ask("Runtime.evaluate", expression=words, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, words: str) -> None:
        """Wait until an expression is true on the page, which may be replaced meanwhile."""
        self.wait(lambda: bool(self.value(words)), words)

    def wait(self, done: Callable[[], bool], words: str) -> None:
        for _ in range(TRIES):
            try:
                if done():
                    return
            except AssertionError:
                pass
            time.sleep(0.1)
        raise AssertionError(
            f"pas venu à temps : {words} ; {self.value('document.body.innerText')[:600]}"
        )

    def look(self, width: int, theme: str) -> None:
        """A screen of that width, by day (« light ») or by night (« dark »)."""
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": theme}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds in the page, by all its rules if none is named: each with the first elements."""
        if not self.value("'axe' in window"):
            self.value(f"{AXE.read_text(encoding='utf-8')}; true")
        wanted = f"runOnly: {json.dumps(rules)}" if rules else ""
        found: list[str] = self.value(RUN_AXE.replace("RULES", wanted))
        return found

    def key(self, name: str, code: int) -> None:
        for kind in ("rawKeyDown", "char", "keyUp") if name == "Enter" else ("rawKeyDown", "keyUp"):
            text = "\r" if name == "Enter" else ""
            self.ask(
                "Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code, text=text
            )

    @property
    def complaints(self) -> list[str]:
        """What the console said: a refused resource, a script that failed."""
        found = []
        for one in self.told:
            if one.get("method") == "Log.entryAdded":
                found.append(one["params"]["entry"]["text"])
            if one.get("method") == "Runtime.exceptionThrown":
                found.append(str(one["params"]))
        return found

    def __enter__(self) -> Navigateur:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(20)
        os.close(self.read)
        os.close(self.write)
