"""An atelier that serves a copy of the small project, as a user starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.projets import CHECKOUT, petit_projet

START = [sys.executable, "-m", "pipeline", "-C"]


class Atelier:
    def __init__(self, root: Path, *more: str, editeur: str = "true") -> None:
        self.root = root
        self.process = subprocess.Popen(
            [*START, str(root), "atelier", *more, "--sans-navigateur"],
            cwd=CHECKOUT,
            env={**os.environ, "EDITEUR": editeur, "PORT": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        said = iter(self.process.stdout.readline, "")  # its libraries may be installed first
        self.first = next((line for line in said if "http://" in line), "")
        found = re.search(r"http://\S+", self.first)
        assert found, "aucune adresse n'est dite"
        self.address = found[0]
        self.port = urlsplit(self.address).port or 0
        self.base = f"http://127.0.0.1:{self.port}"
        self.cookie = ""

    def ask(
        self, path: str, method: str = "GET", form: dict[str, str] | None = None, **headers: str
    ) -> tuple[HTTPResponse, str]:
        """One request as it is, redirections not followed; ``Host_=…`` replaces a header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie}
        if method == "POST":
            sent["Origin"] = self.base
        sent |= {name.rstrip("_").replace("_", "-"): value for name, value in headers.items()}
        body = urlencode(form or {}) if method == "POST" else None
        connection.request(method, path, body, {k: v for k, v in sent.items() if v})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, text

    def enter(self) -> None:
        answer, _ = self.ask(self.address.removeprefix(self.base))
        self.cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]

    def page(self, name: str) -> str:
        answer, text = self.ask(f"/{name}")
        assert answer.status == 200, text
        return text

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()


def lay_down(root: Path) -> Path:
    for path, data in petit_projet().items():
        if not path.startswith("pipeline/"):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return root


@pytest.fixture(scope="module")
def atelier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atelier]:
    started = Atelier(lay_down(tmp_path_factory.mktemp("projet")))
    started.enter()
    yield started
    started.close()
