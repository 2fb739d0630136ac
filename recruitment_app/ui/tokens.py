"""Every colour, distance and size of type that the windows use; nothing else names one."""

from enum import StrEnum
from typing import Final, NamedTuple


class Colours(NamedTuple):
    """One set of colours, as #rrggbb; a tint is the ground its own word stands on."""

    ink: str
    second: str
    line: str
    edge: str
    page: str
    card: str
    hover: str
    track: str
    brand: str
    brand_pressed: str
    on_brand: str
    brand_tint: str
    met: str
    met_tint: str
    due: str
    due_tint: str
    late: str
    late_tint: str
    information: str
    information_tint: str
    toast: str
    on_toast: str


LIGHT: Final = Colours(
    ink="#1d2730",
    second="#52606d",
    line="#dde3e8",
    edge="#82909c",
    page="#f4f6f8",
    card="#ffffff",
    hover="#eef2f5",
    track="#e6ebef",
    brand="#0f5c6e",
    brand_pressed="#0b4756",
    on_brand="#ffffff",
    brand_tint="#e3f0f2",
    met="#2a7649",
    met_tint="#e4f3ea",
    due="#955800",
    due_tint="#fdf1dc",
    late="#b3261e",
    late_tint="#fbe6e4",
    information="#2a5fa8",
    information_tint="#e6eefa",
    toast="#1d2730",
    on_toast="#ffffff",
)

DARK: Final = Colours(
    ink="#e4eaef",
    second="#a3b1bd",
    line="#33404b",
    edge="#71808c",
    page="#12181d",
    card="#1b232a",
    hover="#252f38",
    track="#36434e",
    brand="#6fc3d6",
    brand_pressed="#97d6e4",
    on_brand="#0a2027",
    brand_tint="#173842",
    met="#83d3a2",
    met_tint="#17352a",
    due="#efbe62",
    due_tint="#3b2e12",
    late="#ff9c93",
    late_tint="#471f1f",
    information="#99c1f5",
    information_tint="#1d3150",
    toast="#e4eaef",
    on_toast="#12181d",
)

GRID: Final = "#78868f"
"""The lines of a table within a text, which is the same in both: 3 : 1 on either card."""

PAPER: Final = LIGHT
"""A preview of paper stays white whatever the window's theme."""

TEXT_PAIRS: Final = (
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "hover"),
    ("ink", "brand_tint"),
    ("second", "page"),
    ("second", "card"),
    ("second", "hover"),
    ("second", "brand_tint"),
    ("brand", "page"),
    ("brand", "card"),
    ("brand", "brand_tint"),
    ("on_brand", "brand"),
    ("on_brand", "brand_pressed"),
    ("met", "met_tint"),
    ("met", "card"),
    ("due", "due_tint"),
    ("due", "card"),
    ("late", "late_tint"),
    ("late", "card"),
    ("late", "page"),
    ("information", "information_tint"),
    ("information", "card"),
    ("ink", "due_tint"),
    ("ink", "late_tint"),
    ("ink", "information_tint"),
    ("ink", "met_tint"),
    ("on_toast", "toast"),
)
"""Which colour is ever written on which; each pair reaches 4.5 : 1."""

LINE_PAIRS: Final = (
    ("edge", "card"),
    ("edge", "page"),
    ("brand", "card"),
    ("brand", "page"),
    ("brand", "track"),
    ("due", "track"),
    ("late", "track"),
    ("met", "track"),
    ("information", "track"),
)
"""Which meaningful line or bar ever lies on which ground; each pair reaches 3 : 1."""


class Tint(StrEnum):
    """What a chip or a bar says by its colour, always beside a word."""

    PLAIN = "plain"
    MET = "met"
    DUE = "due"
    LATE = "late"
    INFORMATION = "information"
    BRAND = "brand"


def word_on(colours: Colours, tint: Tint) -> tuple[str, str]:
    """Return the colour of the word and of the ground beneath it."""
    if tint is Tint.PLAIN:
        return colours.second, colours.hover
    return getattr(colours, tint.value), getattr(colours, f"{tint.value}_tint")


# Distances, in pixels at 100 %
LINE: Final = 1
FOCUS_LINE: Final = 2
TIGHT: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
LARGE: Final = 16
WIDE: Final = 24
CONTROL_RADIUS: Final = 6
CARD_RADIUS: Final = 8
BAR_RADIUS: Final = 4

# Sizes of things, in pixels at 100 %
CONTROL_HEIGHT: Final = 32
ROW_HEIGHT: Final = 34
RAIL_WIDTH: Final = 212
SECTIONS_WIDTH: Final = 180
SHORT_LIST_HEIGHT: Final = 180
LETTERS_HEIGHT: Final = 220
RAIL_ROW: Final = 36
TOP_BAR_HEIGHT: Final = 52
SEARCH_WIDTH: Final = 420
ICON: Final = 16
BAR_HEIGHT: Final = 8
DOT: Final = 12
FORM_WIDTH: Final = 440
SIGN_IN_WIDTH: Final = 380
DIALOG_WIDTH: Final = 520
WIDE_DIALOG_WIDTH: Final = 720
TEXT_HEIGHT: Final = 84
NOTE_HEIGHT: Final = 160
SIDE_WIDTH: Final = 280
PAGE_FORM_WIDTH: Final = 760
TOAST_WIDTH: Final = 480
COLUMN_LEAST: Final = 48
COLUMN_SHORT: Final = 64
COLUMN_NARROW: Final = 88
COLUMN_FIGURE: Final = 134
COLUMN_USUAL: Final = 140
COLUMN_NAME: Final = 176
COLUMN_WIDE: Final = 300
COLUMN_DATE: Final = 108
BOARD_COLUMN: Final = 248
FILTER_WIDTH: Final = 112
CHART_HEIGHT: Final = 280
CHART_LEAST_WIDTH: Final = 320
STROKE: Final = 2
SOURCE_MARGIN: Final = 84
PROSE_HEIGHT: Final = 160
PHOTOGRAPH_WIDTH: Final = 240
PHOTOGRAPH_HEIGHT: Final = 160
WINDOW_SIZE: Final = (1280, 800)
WINDOW_LEAST: Final = (960, 600)
PREVIEW_SIZE: Final = (900, 820)
THUMBNAIL_SIZE: Final = (84, 119)
HISTORY_SIZE: Final = (900, 600)
WORDING_SIZE: Final = (1120, 640)
TALL_PAGE: Final = 720
KEYS_HEIGHT: Final = 440
OUTLINE_WIDTH: Final = 248
OUTLINE_DOT: Final = 9

# Type, in points
FONT_FAMILY: Final = "Inter"
BASE_POINTS: Final = 10.0
SMALL_POINTS: Final = 9.0
HEADING_POINTS: Final = 10.5
TITLE_POINTS: Final = 15.0
FIGURE_POINTS: Final = 26.0
LARGE_PRINT_POINTS: Final = 16.0
VISIT_POINTS: Final = 14.0
VISIT_TITLE_POINTS: Final = 20.0
NARRATIVE_FAMILY: Final = "Noto Serif"
NARRATIVE_POINTS: Final = 10.5
NARRATIVE_LINE: Final = 115.0
NARRATIVE_HEADINGS: Final = (14.0, 12.0, 10.5)
POINTS_PER_INCH: Final = 72
REGULAR: Final = 400
MEDIUM_WEIGHT: Final = 500
SEMIBOLD: Final = 600

# Moments, in milliseconds
TOAST_MS: Final = 8_000
TYPING_PAUSE_MS: Final = 250
DRAFT_MS: Final = 1_500
SEARCH_PAUSE_MS: Final = 120
RESULTS_SHOWN: Final = 8
