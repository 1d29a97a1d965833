"""The brief as a PDF, set by typst with the project's own fonts, so that it is the same on every machine."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import SettingsError
from summarizer.rendering.page.parts import Brief
from summarizer.rendering.pdf.data import drawn_characters, pdf_data
from summarizer.rendering.pdf.glyphs import characters_of
from summarizer.rendering.templates import packaged_template

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans SC"
# asked for a character that the own fonts lack, where one of them is installed
_INSTALLED = (
    *("Noto Sans CJK SC", "Noto Serif CJK SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei"),
    *("SimSun", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN"),
)
# drawn for a character that no font has (geta mark)
_NO_GLYPH = "〓"
# page objects stand uncompressed in the file: `7 0 obj << /Type /Page /Parent …`
_PAGE = re.compile(rb"\bobj\s*<<\s*/Type\s*/Page\b")
_INVISIBLE = "\u2060"


@dataclass(frozen=True, slots=True)
class Printed:
    """A brief as it is printed."""

    pdf: bytes
    pages: int
    """As typst has laid them out."""
    size: float
    """Of running text, in points."""
    borrowed: str
    """Characters that the own fonts lack and a font of this machine has drawn."""
    undrawn: str
    """Characters that no font of this machine has; 〓 stands in their place."""


def render_pdf(brief: Brief, size: float) -> Printed:
    """Return the page set in `size` points. Raise SettingsError where typst is not installed."""
    pdf, borrowed, undrawn = set_in_type("brief.typ", pdf_data(brief, size), drawn_characters(brief))
    return Printed(pdf, len(_PAGE.findall(pdf)), size, borrowed, undrawn)


def set_in_type(template: str, data: dict[str, Any], drawn: str) -> tuple[bytes, str, str]:
    """Return a template of the package as a PDF, and those of the `drawn` characters that another font or no font has."""
    lacking = set(map(ord, drawn)) - characters_of(FONTS / "NotoSansSC-Regular.otf") - {ord(_INVISIBLE)}
    families, undrawn = _installed_for(lacking) if lacking else ((), set[int]())
    text = json.dumps(data | {"fonts": [FAMILY, *families]}, ensure_ascii=False)
    for code in sorted(undrawn):
        text = text.replace(chr(code), _NO_GLYPH)
    pdf = _set(template, text, with_installed=bool(families))
    return pdf, "".join(map(chr, sorted(lacking - undrawn))), "".join(map(chr, sorted(undrawn)))


def require_typst() -> None:
    """Raise SettingsError where typst is not installed."""
    try:
        import typst  # noqa: F401
    except ImportError as error:
        raise SettingsError("PDF needs typst, which is not installed: pip install 'summarizer[pdf]'") from error


def _set(name: str, text: str, *, with_installed: bool) -> bytes:
    compiler = _compiler(with_installed=with_installed)
    template = packaged_template(name).encode()
    # no clock: the same record gives the same bytes
    pdf = compiler.compile(input=template, format="pdf", sys_inputs={"data": text}, timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf


@cache
def _compiler(*, with_installed: bool) -> "typst.Compiler":
    require_typst()
    import typst

    return typst.Compiler(font_paths=_fonts(with_installed=with_installed))


@cache
def _fonts(*, with_installed: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=with_installed, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _installed_for(lacking: set[int]) -> tuple[tuple[str, ...], set[int]]:
    """Return the installed families that draw some of the characters, and the characters that none draws."""
    require_typst()
    families: list[str] = []
    faces = [face for face in _fonts(with_installed=True).fonts() if face.path and face.family in _INSTALLED]
    for face in sorted(faces, key=lambda face: (_INSTALLED.index(face.family), face.weight != 400, face.path or "")):
        drawn = lacking & characters_of(Path(face.path or ""), face.index)
        if drawn:
            families.append(face.family)
            lacking = lacking - drawn
    return tuple(dict.fromkeys(families)), lacking
