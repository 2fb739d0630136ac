import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
APPLICATION = HOUSE / "recruitment_app"

ROOMS = sorted(
    path.stem
    for path in APPLICATION.iterdir()
    if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
)
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("*.md"))
COMMANDS = (
    "sample",
    "import",
    "imports",
    "cases",
    "checks",
    "todo",
    "visits",
    "handover",
    "clocks",
    "duplicates",
    "limits",
    "dates",
    "forms",
    "progress",
    "report",
    "export",
    "export-all",
    "check",
    "backup",
    "restore",
)
OPTIONS = ("--sample", "--store", "--version", "--as", "--today", "--json", "--dry-run")


def read(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("room", ROOMS)
def test_the_plan_of_the_house_names_each_room(room):
    assert re.search(rf"\b{room}\b", read("docs/architecture.md"))


def test_there_are_decisions():
    assert DECISIONS


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_why_and_what_was_turned_down(path):
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    for part in ("Decision", "Why", "Turned down"):
        assert re.search(rf"^[#*\s]*{part}\b", text, re.MULTILINE), part


def test_no_two_decisions_share_a_number():
    numbers = [path.stem[:4] for path in DECISIONS]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_each_command(command):
    assert re.search(rf"(?:recruitment-app |`){command}\b", read("README.md"))


@pytest.mark.parametrize("option", OPTIONS)
def test_the_readme_names_each_option_that_all_commands_share(option):
    assert option in read("README.md")


def test_the_changes_not_yet_released_are_listed():
    assert re.search(r"^## \[?Unreleased\]?", read("CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("tool", ["ruff check", "mypy", "pytest", "packaging/start"])
def test_the_four_commands_of_a_developer_are_told(tool):
    assert tool in read("CONTRIBUTING.md")
