import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]

LINT = "import sys, importlinter.cli as c; sys.exit(c.lint_imports(no_cache=True, no_logo=True))"


def test_every_import_keeps_to_the_contracts_of_the_house():
    # A process of its own: the linter changes the import path and the log of the one it runs in.
    verdict = subprocess.run(
        [sys.executable, "-c", LINT], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_the_folder_with_a_librarys_name_is_no_package():
    assert not (HOUSE / "packaging" / "__init__.py").exists()
