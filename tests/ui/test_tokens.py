import re
from itertools import product

import pytest

from recruitment_app import paths
from recruitment_app.ui import tokens
from recruitment_app.ui.style_sheet import style_sheet
from recruitment_app.ui.tokens import Colours

UI = paths.resources().parent / "recruitment_app" / "ui"
BOTH = (tokens.LIGHT, tokens.DARK)
LINEAR_BELOW = 0.03928


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colours", "pair"), list(product(BOTH, tokens.TEXT_PAIRS)))
def test_every_text_can_be_read_on_its_ground(colours: Colours, pair: tuple[str, str]):
    word, ground = pair
    assert contrast(getattr(colours, word), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize(("colours", "pair"), list(product(BOTH, tokens.LINE_PAIRS)))
def test_every_line_that_means_something_can_be_seen(colours: Colours, pair: tuple[str, str]):
    line, ground = pair
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("colours", BOTH)
def test_the_lines_of_a_table_in_a_text_can_be_seen_in_both(colours: Colours):
    assert contrast(tokens.GRID, colours.card) >= 3


@pytest.mark.parametrize("tint", list(tokens.Tint))
@pytest.mark.parametrize("colours", BOTH)
def test_every_chip_can_be_read(colours: Colours, tint: tokens.Tint):
    assert contrast(*tokens.word_on(colours, tint)) >= 4.5


def test_the_dark_colours_are_no_inversion_of_the_light():
    for name, light in tokens.LIGHT._asdict().items():
        inverted = "#" + "".join(f"{255 - int(light[at : at + 2], 16):02x}" for at in (1, 3, 5))
        assert getattr(tokens.DARK, name) != inverted


def test_no_other_module_of_the_windows_names_a_colour_or_a_pixel():
    named = re.compile(r"#[0-9a-fA-F]{6}\b|\b\d+px|Qt\.GlobalColor\.(?!transparent)")
    guilty = [
        file.name
        for file in UI.rglob("*.py")
        if file.name != "tokens.py" and named.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []


@pytest.mark.parametrize("colours", BOTH)
def test_the_style_sheet_has_no_blank_left_open(colours: Colours):
    assert "$" not in style_sheet(colours)
