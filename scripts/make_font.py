"""Make the fonts of the printed brief: a subset of Noto Sans SC, from the collections that Debian's fonts-noto-cjk installs.

    python scripts/make_font.py [FOLDER]

FOLDER holds `NotoSansCJK-Regular.ttc` and `NotoSansCJK-Bold.ttc` (default: where Debian puts them). Writes the subsets into
`summarizer/rendering/pdf/fonts/`; their licence (OFL 1.1) stands there. The same input gives the same bytes.
"""

import gzip
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

DEBIAN = Path("/usr/share/fonts/opentype/noto")
FONTS = Path(__file__).parent.parent / "summarizer" / "rendering" / "pdf" / "fonts"
WEIGHTS = ("Regular", "Bold")
FACE = "Noto Sans CJK SC"
FAMILY = "Noto Sans SC"
FAMILY_NAMES = {1, 16}
# read in names of people, outside GB2312
NAMES = "垚喆堃昇昉昪晞暅栢桉珺琎琯玥甪祎祐禛筇翀翙芃菂萁蓥赟頔颋颢飏骎骦鲲鹍龑焱犇猋骉毳羴鱻燚叕旻旸炘炜烜焜煊煜璟瑨瑀瓛彧翾夐奭"
# Basic Latin, Latin-1, general punctuation, currency, letterlike, number forms, arrows, operators, enclosed, boxes and shapes,
# CJK punctuation, full-width forms
BLOCKS = (
    *((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2060), (0x20A0, 0x20C0), (0x2100, 0x2300)),
    *((0x2460, 0x2500), (0x25A0, 0x2600), (0x3000, 0x3040), (0x3220, 0x3234), (0x3280, 0x32B1), (0x3380, 0x33D6)),
    *((0xFF00, 0xFFF0), (0xFFFC, 0xFFFE)),
)
DIVISIONS = Path(__file__).parent.parent / "summarizer" / "domain" / "data"


def characters() -> set[int]:
    """Return the characters that the subset holds: GB2312, Latin, punctuation, and what names need beyond."""
    chinese = {char for lead in range(0xA1, 0xF8) for tail in range(0xA1, 0xFF) for char in _decoded(bytes([lead, tail]))}
    blocks = {code for low, high in BLOCKS for code in range(low, high) if unicodedata.category(chr(code)) != "Cn"}
    places = (DIVISIONS / "divisions.tsv").read_text(encoding="utf-8")
    places += gzip.decompress((DIVISIONS / "towns.tsv.gz").read_bytes()).decode("utf-8")
    return blocks | {ord(char) for char in chinese | set(places + NAMES) if char.isprintable()}


def _decoded(pair: bytes) -> str:
    try:
        return pair.decode("gb2312")
    except UnicodeDecodeError:
        return ""


def subset(path: Path, wanted: set[int]) -> TTFont:
    """Return the wanted characters of the simplified Chinese face, without hints and rare features."""
    faces = TTCollection(str(path), lazy=True).fonts
    font: TTFont = next(face for face in faces if face["name"].getDebugName(1).startswith(FACE))
    options = Options(hinting=False, desubroutinize=False, layout_features=["kern", "locl", "tnum", "lnum"], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = FAMILY
    # the moment of making is no part of the font
    font.recalcTimestamp = False
    return font


def main() -> int:
    """Write the subsets."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEBIAN
    FONTS.mkdir(exist_ok=True)
    wanted = characters()
    for weight in WEIGHTS:
        target = FONTS / f"NotoSansSC-{weight}.otf"
        subset(folder / f"NotoSansCJK-{weight}.ttc", wanted).save(str(target))
        print(f"{target}: {target.stat().st_size / 1e6:.2f} MB, {len(wanted)} characters wanted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
