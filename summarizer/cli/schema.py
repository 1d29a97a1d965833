"""`summarizer schema`: the JSON Schemas of answers and record."""

import json
from pathlib import Path
from typing import Annotated

import typer


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write the files into the folder instead of printing them.")] = False,
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where --write puts them.")] = Path("schemas"),
) -> None:
    """Print the JSON Schemas of the record and of every answer, or write them as files."""
    from summarizer.running.outputs.folder import make_folder, write_whole
    from summarizer.running.schemas import all_schemas

    schemas = all_schemas()
    if not write:
        typer.echo(json.dumps(schemas, ensure_ascii=False, indent=2))
        return
    make_folder(folder)
    for name, content in schemas.items():
        write_whole(folder / name, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        typer.echo(folder / name)
