"""Starts the lab as people do, in a process of its own, on a free port and a folder of a test."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.builders import a_study_folder

HOUSE = Path(__file__).parents[1]
ADDRESS = re.compile(r"The lab is open at (http://\S+)")


@dataclass
class Served:
    """A running `lab serve`, and what it printed until it was open."""

    process: subprocess.Popen[str]
    lines: list[str]

    @property
    def url(self) -> str:
        return next(found[1] for line in self.lines if (found := ADDRESS.match(line)))

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    @property
    def staff_link(self) -> str:
        return next(line.split()[-1] for line in self.lines if "/staff/enter/" in line)


def command(*arguments: str) -> list[str]:
    return [sys.executable, str(HOUSE / "lab_server.py"), *arguments]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Recordings and forms of this folder, whatever this machine is set to."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("FORMWERKSTATT_")}
    own = {"DATA": str(folder / "sessions"), "FORMS": str(folder / "forms"), **settings}
    return inherited | {f"FORMWERKSTATT_{name}": value for name, value in own.items()}


@contextmanager
def serving(folder: Path, port: int = 0, **settings: str) -> Iterator[Served]:
    """settings: by the end of their names, as TRUSTED_HOSTS="lab.test"."""
    if not (folder / "forms").exists():
        a_study_folder(folder / "forms")
    process = subprocess.Popen(
        command("serve", "--port", str(port)),
        env=environment(folder, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lines = []
        for line in process.stdout or ():
            lines.append(line.strip())
            if "Ctrl-C" in line:
                break
        yield Served(process, lines)
    finally:
        process.kill()
        process.communicate()
