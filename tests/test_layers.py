"""Imports run one way: cli, running, pipeline, stages, domain and errors; stages never import each other."""

import ast
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


def imported_parts(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {name.split(".")[1] for name in names if name.startswith("summarizer.")}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "summarizer":
            parts |= {alias.name for alias in node.names}
    return parts


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    assert imported_parts(path) - ALLOWED[part] <= {part, "__version__"}
