"""Make resources/fonts from the families' own packages; run by hand when a family changes.

The fonts are kept in the repository, so neither an install nor a test runs this. It needs
fontTools and brotli in the environment, the npm package ``inter-ui`` unpacked (``npm pack
inter-ui``, whose web fonts hold TrueType outlines, where Debian's fonts-inter hold CFF, which
reportlab refuses), and Debian's packages fonts-noto-core, fonts-droid-fallback and fonts-nanum
installed::

    python -I packaging/make_fonts.py UNPACKED_INTER_UI

``-I`` keeps this folder, whose name is that of a library, off the import path.
"""

import argparse
import shutil
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
DEBIAN_FONTS = Path("/usr/share/fonts/truetype")
DEBIAN_PAPERS = Path("/usr/share/doc")
APACHE_LICENCE = Path("/usr/share/common-licenses/Apache-2.0")

INTER_STYLES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
NOTO_SERIF_STYLES = ("Regular", "Italic", "Bold", "BoldItalic")
NOTO_SANS_STYLES = ("Regular", "Bold")

# Families for names in a script that neither Inter nor Noto Serif can draw; regular weight only,
# since a name in bold is rare and a lighter name is better than 3 MB more in every install.
OTHER_SCRIPTS = (
    "Arabic",
    "Armenian",
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Lao",
    "Malayalam",
    "Myanmar",
    "Oriya",
    "Sinhala",
    "Syriac",
    "Tamil",
    "Telugu",
    "Thaana",
    "Thai",
)

# Chinese and Japanese: the Noto families for them are CFF, this one has TrueType outlines.
EAST_ASIAN = "DroidSansFallbackFull.ttf"

# Korean: the smallest face with TrueType outlines for every syllable. Its licence keeps its name
# for the face unchanged, so it is not cut down to Hangul; typefaces.py asks it for that alone.
KOREAN = "NanumSquareR.ttf"


def make_inter(unpacked: Path) -> None:
    """Write each style of Inter as TrueType, every feature (tabular figures too) kept."""
    for style in INTER_STYLES:
        font = TTFont(unpacked / "web" / f"Inter-{style}.woff2", recalcTimestamp=False)
        font.flavor = None
        font.save(FONTS / f"Inter-{style}.ttf")
    shutil.copyfile(unpacked / "LICENSE.txt", FONTS / "Inter-LICENCE.txt")


def copy_noto() -> None:
    """Copy the Noto families as Debian packs them, unchanged."""
    names = [
        *(f"NotoSerif-{style}.ttf" for style in NOTO_SERIF_STYLES),
        *(f"NotoSans-{style}.ttf" for style in NOTO_SANS_STYLES),
        *(f"NotoSans{script}-Regular.ttf" for script in OTHER_SCRIPTS),
    ]
    for name in names:
        shutil.copyfile(DEBIAN_FONTS / "noto" / name, FONTS / name)
    shutil.copyfile(DEBIAN_PAPERS / "fonts-noto-core" / "copyright", FONTS / "Noto-LICENCE.txt")


def copy_east_asian() -> None:
    """Copy the fallback for Chinese and Japanese with its notice and licence."""
    shutil.copyfile(DEBIAN_FONTS / "droid" / EAST_ASIAN, FONTS / EAST_ASIAN)
    notice = (DEBIAN_PAPERS / "fonts-droid-fallback" / "copyright").read_text(encoding="utf-8")
    licence = APACHE_LICENCE.read_text(encoding="utf-8")
    (FONTS / "DroidSansFallback-LICENCE.txt").write_text(
        f"{notice}\n{'-' * 79}\n{licence}", encoding="utf-8"
    )


def copy_korean() -> None:
    """Copy the face for Hangul as Debian packs it, unchanged."""
    shutil.copyfile(DEBIAN_FONTS / "nanum" / KOREAN, FONTS / KOREAN)
    shutil.copyfile(DEBIAN_PAPERS / "fonts-nanum" / "copyright", FONTS / "NanumSquare-LICENCE.txt")


def main() -> None:
    """Fill resources/fonts."""
    reader = argparse.ArgumentParser(description="Fill resources/fonts.")
    reader.add_argument("inter", type=Path, help="the folder of the unpacked npm package inter-ui")
    FONTS.mkdir(parents=True, exist_ok=True)
    make_inter(reader.parse_args().inter)
    copy_noto()
    copy_east_asian()
    copy_korean()


if __name__ == "__main__":
    main()
