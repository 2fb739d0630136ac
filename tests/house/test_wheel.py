import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]

READ_ALL = """
import tomllib
from recruitment_app import __file__ as module, paths
print(module)
for root in (paths.resources(), paths.forms()):
    print(root)
    for path in root.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))
assert (paths.resources() / "limits.toml").is_file()
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.parametrize("folder", ["resources", "forms"])
def test_the_wheel_holds_every_resource_and_form(unpacked, folder):
    here = {
        path.relative_to(HOUSE).as_posix(): path.stat().st_size
        for path in (HOUSE / folder).rglob("*")
        if path.is_file()
    }
    inside = unpacked / "recruitment_app" / "_data"
    there = {
        path.relative_to(inside).as_posix(): path.stat().st_size
        for path in (inside / folder).rglob("*")
        if path.is_file()
    }
    assert here
    assert there == here


def test_each_font_in_the_wheel_has_its_licence_beside_it(unpacked):
    fonts = unpacked / "recruitment_app" / "_data" / "resources" / "fonts"
    families = {path.name.removesuffix("-LICENCE.txt") for path in fonts.glob("*-LICENCE.txt")}
    without = [
        path.name
        for path in fonts.glob("*.ttf")
        if not any(path.name.startswith(family) for family in families)
    ]
    assert families
    assert without == []


def test_the_dictionary_in_the_wheel_has_its_licence_beside_it(unpacked):
    spelling = unpacked / "recruitment_app" / "_data" / "resources" / "spelling"
    assert {path.suffix for path in spelling.glob("en_GB.*")} == {".aff", ".dic"}
    assert "LGPL-2.1.txt" in (spelling / "en_GB-LICENCE.txt").read_text(encoding="utf-8")
    assert "GNU LESSER" in (spelling / "LGPL-2.1.txt").read_text(encoding="utf-8")


def test_the_installed_application_reads_its_own_resources(unpacked, tmp_path):
    told = subprocess.run(
        [sys.executable, "-P", "-c", READ_ALL],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    places = [Path(line) for line in told.stdout.splitlines()]
    assert all(place.is_relative_to(unpacked) for place in places)
