import ast
import io
import re
import subprocess
import tokenize
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
APPLICATION = HOUSE / "recruitment_app"

EMPTY_NAMES = (
    "utils",
    "helpers",
    "misc",
    "common",
    "base",
    "manager",
    "handler",
    "service",
    "processor",
    "data",
    "info",
)
PERMITTED = {"Base"}  # SQLAlchemy's own word for the class that every table comes from

LONGEST = 400

# Spelt in two parts, so that this file does not name what it looks for.
FOREIGN = (
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npmjs",
    "deb.debian" + ".org",
    "proxy.golang" + ".org",
    "index" + "-url",
    "find" + "-links",
    "/work" + "/",
    "." + "library/",
    "/root" + "/",
)

EXCEPTION = re.compile("noqa|type: *ignore", re.IGNORECASE)
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)", re.IGNORECASE)
CODED_NOQA = re.compile(r": [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \S+")
TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore(?P<rest>.*)")
CODED_TYPE_IGNORE = re.compile(r"\[[a-z-]+(?:, ?[a-z-]+)*\]\s+# \S+")


ROOMS = (".ci", "docs", "forms", "packaging", "recruitment_app", "resources", "tests")


@cache
def committed() -> tuple[Path, ...]:
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    if told.returncode == 0:
        found = [HOUSE / name for name in told.stdout.split("\0") if name]
    else:  # not a clone, or another person's
        inside = [path for room in ROOMS for path in (HOUSE / room).rglob("*")]
        found = [path for path in inside if "__pycache__" not in path.parts]
    return tuple(sorted(path for path in found if path.is_file()))


def modules() -> list[Path]:
    return [path for path in committed() if path.suffix == ".py"]


def shown(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def application() -> list[Path]:
    return [path for path in modules() if path.is_relative_to(APPLICATION)]


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def told_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return a module's docstring and the names of its classes; its tree would fill the memory."""
    tree = ast.parse(text_of(path))
    classes = tuple(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return ast.get_docstring(tree) or "", classes


def last_word(name: str) -> str:
    if name.isupper() or "_" in name:
        return name.rstrip("_").rsplit("_", 1)[-1].lower()
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
    return words[-1].lower() if words else name.lower()


def comments(path: Path) -> list[tuple[int, str]]:
    if not EXCEPTION.search(text_of(path)):
        return []  # nothing to take apart, which takes long
    tokens = tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def test_no_module_or_class_has_a_name_that_says_nothing():
    empty = [
        f"{shown(path)}: {name}"
        for path in modules()
        for name in (path.stem, *told_of(path)[1])
        if last_word(name) in EMPTY_NAMES and name not in PERMITTED
    ]
    assert empty == []


def test_each_module_says_in_a_sentence_what_it_is_for():
    told = {shown(path): told_of(path)[0] for path in application()}
    assert told
    assert [name for name, words in told.items() if not first_sentence(words)] == []


def first_sentence(docstring: str) -> str:
    first = docstring.split("\n\n", maxsplit=1)[0].rstrip()
    return first if first.endswith(".") else ""


def test_no_module_is_long():
    lengths = {shown(path): len(text_of(path).splitlines()) for path in application()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_exception_to_a_lint_names_its_code_and_reason():
    bare = []
    for path in modules():
        for line, comment in comments(path):
            noqa = NOQA.search(comment)
            ignored = TYPE_IGNORE.search(comment)
            if (noqa and not CODED_NOQA.match(noqa["rest"])) or (
                ignored and not CODED_TYPE_IGNORE.match(ignored["rest"])
            ):
                bare.append(f"{shown(path)}:{line}: {comment}")
    assert bare == []


def test_no_file_names_a_package_index_or_a_path_of_one_machine():
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font or a workbook
        found += [f"{shown(path)}: {word}" for word in FOREIGN if word in text]
    assert found == []


def banned_synonyms() -> dict[str, str]:
    """Read the words that docs/words.md turns down, from the column or list headed "Not"."""
    text = (HOUSE / "docs" / "words.md").read_text(encoding="utf-8")
    banned = {}
    column = None
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            column = None
        elif "not" in [cell.lower() for cell in cells]:
            column = [cell.lower() for cell in cells].index("not")
        elif column is not None and column < len(cells) and not set(cells[0]) <= set("-: "):
            for word in re.findall(r"[a-z][a-z -]*[a-z]", cells[column].lower()):
                banned[word.replace(" ", "_").replace("-", "_")] = cells[0]
    return banned


def test_the_words_turned_down_name_no_module_or_class():
    banned = banned_synonyms()
    found = []
    for path in application():
        for name in (path.stem, *told_of(path)[1]):
            snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
            found += [
                f"{shown(path)}: {name} (the word is {right})"
                for word, right in banned.items()
                if f"_{word}_" in f"_{snake}_"
            ]
    assert found == []
