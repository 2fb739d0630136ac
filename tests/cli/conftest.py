"""The command, called in this process, over one small sample that is made once."""

import io
import json
import shutil
import sys
from dataclasses import dataclass

import pytest

from recruitment_app.__main__ import main

ENQUIRIES = 60


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def command(capsys, monkeypatch):
    """Call the command as from a terminal, with what it is to read and its environment."""

    def call(*given, stdin="", **environment):
        typed = io.TextIOWrapper(io.BytesIO(stdin if isinstance(stdin, bytes) else stdin.encode()))
        monkeypatch.setattr(sys, "stdin", typed)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        try:
            code = main([str(each) for each in given])
        except SystemExit as end:
            code = end.code or 0
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return call


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "sample"
    assert main(["sample", str(folder), "--enquiries", str(ENQUIRIES), "--seed", "7"]) == 0
    return folder


@pytest.fixture
def sample(made_once, tmp_path):
    """A copy of the sample, to be read and written."""
    return shutil.copytree(made_once, tmp_path / "sample")
