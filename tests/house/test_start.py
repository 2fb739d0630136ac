"""The scripts of packaging/, run in a copy of the house whose system tools only tell of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for sh")

ALL_THERE = 'sed -n \'s/^/ii  /p\' "$(dirname "$0")/packages"'


class Machine:
    """A copy of the house, and the system tools that its scripts ask."""

    def __init__(self, folder: Path) -> None:
        self.house = folder / "a house with spaces"
        self.tools = folder / "tools"
        self.elsewhere = folder / "elsewhere"
        for place in (self.house / "packaging", self.tools, self.elsewhere):
            place.mkdir(parents=True)
        for name in ("start", "test", "prepare.sh", "requirements.lock"):
            shutil.copy(HOUSE / "packaging" / name, self.house / "packaging")
        shutil.copy(HOUSE / "pyproject.toml", self.house)
        self.command(self.tools / "python3", f'exec "{sys.executable}" "$@"')
        self.command(self.tools / "dpkg-query", ALL_THERE)
        self.command(self.tools / "apt-get", 'echo "$@" >>"$(dirname "$0")/asked"')
        self.packages(self.wanted())
        self.person("root")
        self.complete()

    def command(self, path: Path, line: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)

    def wanted(self) -> list[str]:
        text = (self.house / "packaging" / "prepare.sh").read_text(encoding="utf-8")
        return [*text.split("qt_libraries='", 1)[1].split("'", 1)[0].split(), "poppler-utils"]

    def packages(self, names: list[str]) -> None:
        (self.tools / "packages").write_text("\n".join(names) + "\n", encoding="utf-8")

    def person(self, name: str) -> None:
        self.command(self.tools / "id", "echo 0" if name == "root" else "echo 1000")

    def complete(self) -> None:
        """Leave a .venv that is stamped as filled from this lock."""
        venv = self.house / ".venv"
        self.command(venv / "bin" / "python", f'exec "{sys.executable}" "$@"')
        self.command(venv / "bin" / "recruitment-app", 'printf "<%s>" "$PWD" "$@"')
        stamp = (
            'printf "%s\\n" "$1"; "$1/.venv/bin/python" -V; '
            'cksum <"$1/packaging/requirements.lock"; cksum <"$1/pyproject.toml"'
        )
        told = subprocess.run(
            ["sh", "-c", stamp, "stamp", self.house], capture_output=True, text=True, check=True
        )
        (venv / "installed").write_text(told.stdout, encoding="utf-8")

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            ["sh", self.house / "packaging" / "start", *arguments],
            cwd=self.elsewhere,
            env={
                **kept,
                "PATH": f"{self.tools}:{os.environ['PATH']}",
                "PYTHONPATH": str(HOUSE),  # where a whole house has it installed
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_start_alone_opens_the_sample(machine, display):
    told = machine.start(**{display: ":7"})
    assert told.stdout == f"<{machine.elsewhere}><--sample>"
    assert told.stderr == ""
    assert told.returncode == 0


def test_arguments_go_to_the_application_as_they_are(machine):
    told = machine.start("--store", "my agency", "", DISPLAY=":7")
    assert told.stdout == f"<{machine.elsewhere}><--store><my agency><>"


@pytest.mark.parametrize("arguments", [(), ("--sample",), ("--store", "ours")])
def test_without_a_display_start_tells_the_way_to_pictures(machine, arguments):
    told = machine.start(*arguments, QT_QPA_PLATFORM="offscreen")
    assert told.returncode == 1
    assert told.stdout == ""
    assert ".venv/bin/python -m tests.pictures DIR" in told.stderr
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [("limits", "--json"), ("--store", "ours", "cases"), ("--version",), ("--no-such-option",)],
)
def test_a_command_needs_no_display(machine, arguments):
    told = machine.start(*arguments)
    assert told.returncode == 0
    assert told.stdout.endswith("".join(f"<{argument}>" for argument in arguments))


def test_root_installs_only_what_is_missing(machine):
    machine.packages([name for name in machine.wanted() if name != "libxcb-icccm4"])
    assert machine.start("--version").returncode == 0
    asked = (machine.tools / "asked").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in asked] == ["update", "install"]
    assert asked[1].split()[-1] == "libxcb-icccm4"


def test_nothing_is_asked_of_debian_where_nothing_is_missing(machine):
    machine.start("--version")
    assert not (machine.tools / "asked").exists()


def test_a_newer_debians_name_for_a_library_counts(machine):
    renamed = [f"{n}t64" if n == "libglib2.0-0" else n for n in machine.wanted()]
    machine.packages(renamed)
    machine.start("--version")
    assert not (machine.tools / "asked").exists()


def test_without_the_right_to_install_one_sentence_names_what_to_ask_for(machine):
    machine.person("a social worker")
    machine.packages([name for name in machine.wanted() if "icccm" not in name])
    told = machine.start(DISPLAY=":7")
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.splitlines() == [
        "Please ask an administrator to install these Debian packages: libxcb-icccm4."
    ]


def test_a_failed_install_names_what_to_ask_for(machine):
    machine.packages([name for name in machine.wanted() if "icccm" not in name])
    machine.command(machine.tools / "apt-get", "echo no route; exit 100")
    told = machine.start(DISPLAY=":7")
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].endswith("please ask for them: libxcb-icccm4.")
