#!/usr/bin/env python3
"""Makes the fonts in studio/src/main/resources/film/fonts from Noto fonts. Needs fonttools and Pillow.

Usage: make.py SOURCES DESTINATION

SOURCES contains the npm packages @expo-google-fonts/noto-sans, noto-sans-arabic, noto-sans-hebrew, noto-sans-devanagari,
noto-sans-thai, noto-sans-symbols and noto-sans-symbols-2, each unpacked in a folder of that name, and NotoColorEmoji.ttf of
Debian's fonts-noto-color-emoji. The result depends only on the sources.
"""
import io
import pathlib
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image


def span(*ranges):
    return [c for r in ranges for c in (range(r[0], r[1] + 1) if isinstance(r, tuple) else [r])]


# Marks and joiners that any script can use; the dotted circle carries a mark that has no base.
COMMON = span((0x20, 0x7E), (0xA0, 0xBF), 0xD7, 0xF7, (0x200C, 0x200F), (0x2010, 0x2027), (0x202F, 0x203A), 0x25CC)

SCRIPTS = {
    # Latin with Vietnamese, IPA, Greek with polytonic, Cyrillic with its extensions, currency signs, number forms.
    "latin": ("noto-sans", "NotoSans_500Medium", span(
        (0x20, 0x7E), (0xA0, 0x52F), (0x1C80, 0x1C88), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF), (0x2000, 0x20BF), (0x20F0, 0x20F0),
        (0x2100, 0x218B), 0x2212, 0x2215, 0x2219, 0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CA, 0x25CC,
        (0x2C60, 0x2C7F), (0x2DE0, 0x2DFF), (0x2E00, 0x2E5D), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), 0xFFFD)),
    "arabic": ("noto-sans-arabic", "NotoSansArabic_500Medium", COMMON + span(
        (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), 0x204F, 0x2E41)),
    "hebrew": ("noto-sans-hebrew", "NotoSansHebrew_500Medium", COMMON + span((0x591, 0x5F4), 0x20AA, (0xFB1D, 0xFB4F))),
    "devanagari": ("noto-sans-devanagari", "NotoSansDevanagari_500Medium", COMMON + span(
        (0x900, 0x97F), (0x1CD0, 0x1CF9), 0x20B9, (0xA830, 0xA839), (0xA8E0, 0xA8FF))),
    "thai": ("noto-sans-thai", "NotoSansThai_500Medium", COMMON + span((0xE01, 0xE5B), 0xE3F)),
    # Arrows, technical signs, box drawing, geometric shapes, dingbats, misc. symbols, music; without game pieces and maths.
    "symbols": ("noto-sans-symbols", "NotoSansSymbols_500Medium", span((0x2000, 0x2BFF))),
    "symbols2": ("noto-sans-symbols-2", "NotoSansSymbols2_400Regular", span(
        (0x2190, 0x23FF), (0x2440, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF), (0x1F100, 0x1F1E5))),
}

TONES = {"u1F3FB", "u1F3FC", "u1F3FD", "u1F3FE", "u1F3FF"}


def written(font, unicodes, path):
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["MATH", "STAT", "meta"]
    work = subset.Subsetter(options)
    work.populate(unicodes=unicodes)
    work.subset(font)
    # Keeps the source's date, so that the same sources give the same bytes.
    font.recalcTimestamp = False
    font.save(path)


def without_rare_tones(font):
    """Keeps a skin tone of one person (a sign and a tone), and drops the tones of longer sequences, which are most of the font."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    table.ligatures[first] = [
                        x for x in ligatures if not (TONES & set(x.Component)) or len(x.Component) == 1]


def with_palettes(font):
    """Reduces each picture to 64 colours, which takes two thirds of the space and isn't visible at this size."""
    for glyph in font["CBDT"].strikeData[0].values():
        picture = Image.open(io.BytesIO(glyph.imageData)).convert("RGBA")
        out = io.BytesIO()
        picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < len(glyph.imageData):
            glyph.imageData = out.getvalue()


def main(sources, destination):
    for name, (package, file, unicodes) in SCRIPTS.items():
        folder = next((sources / package).rglob(file + ".ttf"))
        written(TTFont(folder, recalcTimestamp=False), unicodes, destination / (name + ".ttf"))
        licence = next((sources / package).rglob("LICENSE_FONT"))
        shutil.copyfile(licence, destination / (name + ".LICENSE.txt"))
    emoji = TTFont(next(sources.rglob("NotoColorEmoji.ttf")), lazy=False, recalcTimestamp=False)
    without_rare_tones(emoji)
    signs = list(emoji.getBestCmap())
    written(emoji, signs, destination / "emoji.ttf")
    # Afterwards, for only the glyphs that are left.
    emoji = TTFont(destination / "emoji.ttf", lazy=False, recalcTimestamp=False)
    with_palettes(emoji)
    emoji.save(destination / "emoji.ttf")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
