"""Imports run one way: cli, running, pipeline, stages, domain and errors; stages never import each other, formats neither."""

import ast
import graphlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
STAGES = ["reading", "splitting", "scanning", "structuring", "asking", "merging", "auditing", "rendering", "reviewing"]
GROUND = {"domain", "errors", "packaged"}
ALLOWED = {
    "domain": set[str](),
    "errors": set(),
    "packaged": {"errors"},
    "settings": GROUND,
    "builtin": {"domain"},
    "serving": {"builtin"},
    **{stage: set(GROUND) for stage in STAGES},
    "asking": GROUND | {"builtin"},
    "pipeline": GROUND | {*STAGES},
    "running": GROUND | {"pipeline", "settings", *STAGES},
    "cli": GROUND | {"pipeline", "running", "serving", "settings", *STAGES},
    "__main__": {"cli", "errors"},
    "library": GROUND | {"pipeline", "running", "settings", *STAGES},
    "__init__": {"library", "domain", "settings"},
}

# Inside the two largest parts: which of its folders and files each of them may import. The formats never import each other.
PAGE = {"templates", "wording", "page"}
INSIDE = {
    "rendering": {
        "templates": set[str](),
        "wording": {"templates"},
        "page": {"templates", "wording"},
        "results": PAGE,
        "brief": PAGE | {"results"},
        "markdown": PAGE,
        "html": PAGE | {"results"},
        "source": PAGE,
        "pdf": PAGE | {"brief", "results"},
        "office": PAGE,
        "tables": PAGE,
    },
    "running": {
        "schemas": set(),
        "counted": set(),
        "inputs": set(),
        "spending": set(),
        "outputs": {"inputs"},
        "resuming": {"counted", "inputs", "outputs"},
        "network": {"inputs", "outputs", "resuming", "spending"},
        "progress": {"counted", "inputs", "outputs", "resuming", "spending"},
        "engines": {"counted", "inputs", "outputs", "resuming", "network"},
        "cluster": {"inputs", "outputs", "resuming", "network", "engines", "spending"},
        "finished": {"inputs", "outputs"},
        "golden": {"outputs", "finished"},
        "closing": {"outputs", "resuming", "engines", "spending"},
        "run": {"inputs", "outputs", "resuming", "network", "engines", "spending", "progress", "cluster", "closing"},
    },
}


def imported_parts(path: Path, inside: str = "summarizer") -> set[str]:
    """Return which folders and files of a package a file imports, wherever in it the import stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix(f"{inside}.").split(".")[0] for name in names if name.startswith(f"{inside}.")}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    assert imported_parts(path) - ALLOWED[part] <= {part, "__version__"}


@pytest.mark.parametrize("whole", INSIDE)
def test_folders_of_a_part_import_one_way(whole: str) -> None:
    allowed, folder = INSIDE[whole], PACKAGE / whole
    found: dict[str, set[str]] = {}
    for path in set(folder.rglob("*.py")) - {folder / "__init__.py"}:
        part = path.relative_to(folder).parts[0].removesuffix(".py")
        found.setdefault(part, set()).update(imported_parts(path, f"summarizer.{whole}"))

    assert found.keys() == allowed.keys()
    assert {part: names - allowed[part] - {part} for part, names in found.items()} == {part: set() for part in found}
    graphlib.TopologicalSorter(allowed).prepare()  # raises CycleError


@pytest.mark.parametrize("folder", sorted({path.parent for path in PACKAGE.rglob("*.py")}), ids=lambda path: path.name)
def test_no_folder_holds_a_cycle(folder: Path) -> None:
    """Files and folders that stand side by side import one way, at every depth."""
    inside = ".".join(folder.relative_to(PACKAGE.parent).parts)
    beside = {path.stem: path for path in folder.iterdir() if path.is_dir() or path.suffix == ".py"}
    imports: dict[str, set[str]] = {}
    for name, path in beside.items():
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            imports.setdefault(name, set()).update(imported_parts(file, inside) & beside.keys() - {name, "__init__"})

    graphlib.TopologicalSorter(imports).prepare()  # raises CycleError
