"""Runs commands in an empty folder, without the settings of this machine."""

import pytest
from click.testing import CliRunner

from lab.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run(*arguments): the command's outcome."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments])
