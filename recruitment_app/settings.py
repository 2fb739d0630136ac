"""The settings of this machine alone, kept as a small TOML file: nothing about any person."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from recruitment_app import paths
from recruitment_app.errors import StoreTrouble

AUTO_LOCK_MINUTES = 10
LONGEST_AUTO_LOCK_MINUTES = 480


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What this machine remembers between one start and the next."""

    theme: Theme = Theme.SYSTEM
    geometry: str = ""
    """The window's place and size, as Qt's bytes in base64."""
    last_store: Path | None = None
    """The folder of the store that was open last."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The columns of each list, by the list's name, as JSON text."""
    auto_lock_minutes: int = AUTO_LOCK_MINUTES


def load(path: Path | None = None) -> Settings:
    """Read the settings; a file or a value that cannot be read gives way to the default."""
    source = paths.local_settings() if path is None else path
    if not source.is_file():
        return Settings()
    import tomllib  # noqa: PLC0415 - the first start paints without it

    try:
        found = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    last_store = _text(found.get("last_store"))
    return Settings(
        theme=_theme(found.get("theme")),
        geometry=_text(found.get("geometry")),
        last_store=Path(last_store) if last_store else None,
        columns=_columns(found.get("columns")),
        auto_lock_minutes=_minutes(found.get("auto_lock_minutes")),
    )


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings whole or not at all, whatever stops the machine meanwhile."""
    target = paths.local_settings() if path is None else path
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(target, _as_toml(settings).encode("utf-8"))
    except OSError as trouble:
        raise StoreTrouble("This machine's own settings could not be saved.") from trouble


def _theme(found: object) -> Theme:
    try:
        return Theme(_text(found))
    except ValueError:
        return Theme.SYSTEM


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""


def _columns(found: object) -> Mapping[str, str]:
    if not isinstance(found, dict):
        return MappingProxyType({})
    return MappingProxyType({name: text for name, text in found.items() if isinstance(text, str)})


def _minutes(found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        return AUTO_LOCK_MINUTES
    return found if 1 <= found <= LONGEST_AUTO_LOCK_MINUTES else AUTO_LOCK_MINUTES


def _as_toml(settings: Settings) -> str:
    last_store = "" if settings.last_store is None else str(settings.last_store)
    lines = [
        f"theme = {_quoted(settings.theme)}",
        f"geometry = {_quoted(settings.geometry)}",
        f"last_store = {_quoted(last_store)}",
        f"auto_lock_minutes = {settings.auto_lock_minutes}",
        "",
        "[columns]",
        *(f"{_quoted(name)} = {_quoted(text)}" for name, text in sorted(settings.columns.items())),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for the delete character, which TOML wants escaped,
    # and for half a surrogate pair (a folder's name that is not Unicode), which no TOML can hold.
    import json  # noqa: PLC0415 - only saving needs it

    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_whole(target: Path, content: bytes) -> None:
    import tempfile  # noqa: PLC0415 - only saving needs it

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    # A renamed file is certain to bear its new name only when its folder is on the disk too;
    # Windows opens no folder, and keeps names by itself.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
