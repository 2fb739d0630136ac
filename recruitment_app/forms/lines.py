"""On which line of a TOML file each table and each name stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

Path = tuple[str | int, ...]
"""The names and places that lead to a value, such as ``("section", 3, "title")``."""

_TOKEN: Final = re.compile(
    r'''
      (?P<text> """(?:[^\\"]|\\.|"{1,2}(?!"))*"{3,5} | \'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}
              | "(?:[^"\\\n]|\\.)*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* )
    | (?P<end> \n )
    | (?P<opens> [\[{] )
    | (?P<closes> [\]}] )
    | (?P<is> = )
    | (?P<other> [^"'\#\n\[\]{}=]+ )
    ''',
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line of each table and each name of a text that is known to be TOML."""
    found: dict[Path, int] = {(): 1}
    rows: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            is_row = statement.startswith("[[")
            name = statement.strip("[]") if is_row else statement[1:-1]
            table = _table(_names(name), rows, is_row=is_row)
            _note(found, table, line)
        else:
            _note(found, (*table, *_names(statement)), line)
    return found


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of a value, or of the nearest thing around it that has one."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _note(found: dict[Path, int], path: Path, line: int) -> None:
    """Keep the line of a value, and of what is first opened around it by a name with dots."""
    while path not in found:
        found[path] = line
        path = path[:-1]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Go through the heading of each table, in its brackets, and the name of each value."""
    line = began = 1
    depth = 0
    heard = ""
    is_value = False
    for token in _TOKEN.finditer(text):
        kind, said = token.lastgroup, token.group()
        if kind == "end" and not depth:
            if heard.startswith("["):
                yield began, heard
            heard, is_value = "", False
        elif kind == "is" and not depth and not is_value:
            yield began, heard
            is_value = True
        elif kind in {"opens", "closes"}:
            depth += 1 if kind == "opens" else -1
        if not is_value and kind not in {"end", "comment"} and said.strip():
            began = began if heard else line
            heard += said.strip() if kind == "other" else said
        line += said.count("\n")
    if heard.startswith("["):
        yield began, heard


def _names(dotted: str) -> tuple[str, ...]:
    names = []
    told: object = tomllib.loads(f"{dotted} = 0")
    while isinstance(told, dict):
        ((name, told),) = told.items()
        names.append(name)
    return tuple(names)


def _table(names: tuple[str, ...], rows: dict[Path, int], *, is_row: bool) -> Path:
    path: Path = ()
    for at, name in enumerate(names, start=1):
        path = (*path, name)
        if is_row and at == len(names):
            rows[path] = rows.get(path, -1) + 1
        if path in rows:
            path = (*path, rows[path])
    return path
