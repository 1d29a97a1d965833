"""How far a run is, on the terminal."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from summarizer.running.lines import Line

_COLOURS = {"complete": "green", "incomplete": "yellow"}


class Silent:
    """Tells nothing."""

    def planned(self, inputs: int, finished: int) -> None:
        """Tell nothing."""

    def found(self, reports: int) -> None:
        """Tell nothing."""

    def went_through(self, inputs: int) -> None:
        """Tell nothing."""

    def finished(self, line: Line) -> None:
        """Tell nothing."""


class Troubles(Silent):
    """Tells of what went wrong, one line each; for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def finished(self, line: Line) -> None:
        """Print the reason when a line is not complete."""
        if line.error:
            self._console.print(
                f"{line.state}: {line.error}",
                style=_COLOURS.get(line.state, "red"),
                markup=False,
                highlight=False,
                soft_wrap=True,
            )


class Bar(Troubles):
    """A progress bar under the troubles."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        columns = (
            TextColumn("reports"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("", total=0)
        self._total = 0

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def found(self, reports: int) -> None:
        """Raise the total."""
        self._total += reports
        self._progress.update(self._task, total=self._total)

    def finished(self, line: Line) -> None:
        """Move on by one report."""
        super().finished(line)
        if line.report_id:
            self._progress.update(self._task, advance=1, description=line.report_id)
