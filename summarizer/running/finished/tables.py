"""Tables over all records of an output folder, in the format that is asked for."""

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, get_args

from summarizer.domain.record import Kind
from summarizer.domain.registry import known_indicators
from summarizer.errors import SettingsError
from summarizer.rendering.tables.chart import chart_svg
from summarizer.rendering.tables.frames import grid_parquet, grid_xlsx
from summarizer.rendering.tables.grid import Grid
from summarizer.rendering.tables.pivot import FIELDS, pivot
from summarizer.rendering.tables.text import grid_csv, grid_html, grid_markdown
from summarizer.rendering.tables.tracking import HEADS, track
from summarizer.rendering.wording.places import SOURCE_VIEW
from summarizer.running.finished.run_output import RunOutput
from summarizer.running.outputs.records import RECORD_FILE

Format = Literal["csv", "xlsx", "parquet", "md", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
_TARGET, _RESULT, _UNIT = (HEADS.index(head) for head in ("目标", "结果", "单位"))
_NAMED = [HEADS.index(head) for head in ("地区", "类型", "年份", "指标", "口径")]


def table_of(folder: Path, indicators: list[str], by: list[str], kind: str = "actual") -> Grid:
    """Return the table of indicators. Raise SettingsError on a name that is not known."""
    known = {one.id for one in known_indicators()}
    if unknown := [one for one in indicators if one not in known]:
        raise SettingsError(f"--indicators: {', '.join(unknown)} not known; {_proposed(unknown, sorted(known))}")
    if unknown := [one for one in by if one not in FIELDS]:
        raise SettingsError(f"--by: {', '.join(unknown)} not known; known are {', '.join(FIELDS)}")
    if not indicators or not by:
        raise SettingsError("--indicators and --by each need at least one name")
    kinds: dict[str, Kind] = {"actual": "actual", "target": "target"}
    if kind not in kinds:
        raise SettingsError(f"--kind: {kind!r} not known; known are actual and target")
    grid = pivot(RunOutput(folder).records(), list(dict.fromkeys(indicators)), list(dict.fromkeys(by)), kinds[kind])
    return replace(grid, page=_page(folder))


def track_of(folder: Path) -> Grid:
    """Return last year's targets beside this year's results."""
    return replace(track(RunOutput(folder).records()), page=_page(folder))


def _page(folder: Path) -> str:
    """Return what figures are linked to: the source view, or the record where a run made none."""
    return SOURCE_VIEW if any(folder.glob(f"reports/*/{SOURCE_VIEW}")) else RECORD_FILE


def chart_of(grid: Grid) -> str:
    """Return the chart of a table: the figures in the unit of the first, or targets beside results in percent."""
    if grid.heads == HEADS:
        percent = [row for row in grid.rows if row[_UNIT].text == "%"]
        return chart_svg(Grid(grid.title, grid.heads, percent), [_TARGET, _RESULT], _NAMED)
    figures = [at for at in range(len(grid.heads)) if any(row[at].value is not None for row in grid.rows)]
    same = [at for at in figures if _unit(grid.heads[at]) == _unit(grid.heads[figures[0]])]
    return chart_svg(grid, same, range(figures[0] if figures else 0))


def _unit(head: str) -> str:
    return head.rpartition("（")[2]


def _proposed(unknown: list[str], known: list[str]) -> str:
    near = dict.fromkeys(name for one in unknown for name in get_close_matches(one, known, n=3))
    return f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(known)}"


def table_file(grid: Grid, form: str, folder: Path) -> bytes:
    """Return a table in a format. Raise SettingsError on one that is not known, OutputError where the extra is missing."""
    match form:
        case "csv":
            return grid_csv(grid).encode("utf-8", "replace")
        case "md":
            return grid_markdown(grid).encode("utf-8", "replace")
        case "html":
            return grid_html(grid, chart_of(grid)).encode("utf-8", "replace")
        case "xlsx":
            return grid_xlsx(grid, folder)
        case "parquet":
            return grid_parquet(grid)
    raise SettingsError(f"--format: {form!r} not known; known are {', '.join(FORMATS)}")
