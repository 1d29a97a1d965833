"""Inputs and outputs behind URLs give the bytes that folders of this machine give, and any machine goes on with a run."""

import json
import re
from pathlib import Path

import pytest

from summarizer import read_reports
from summarizer.cli.app import run_app
from summarizer.errors import ReadError
from summarizer.running.inputs import remote
from summarizer.running.inputs.files import InputFile, find_inputs
from summarizer.running.inputs.remote import open_remote, place_of
from summarizer.running.outputs import published
from tests.cluster.behind_urls import SECRET, files_behind, files_of, move_to, run_behind, upload
from tests.many.conftest import Shop, Told, report


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.usefixtures("another_machine")
def test_a_run_behind_urls_gives_the_files_of_a_local_one(shop: Shop, s3: str, workers: str) -> None:
    (shop.root / "in" / "a").mkdir()
    shop.write("a/1.txt", report("白石县"))
    shop.write("copy.txt", report(year=2019, gdp="119.5"))
    shop.write(".hidden.txt", report("黑水县"))
    url = f"{s3}/{workers}"
    upload(shop, f"{url}/in")

    assert shop.run() == 0
    assert run_behind(shop, url, "--workers", workers) == 0

    assert files_behind(f"{url}/out") == files_of(shop.root / "out")


@pytest.mark.usefixtures("another_machine")
def test_another_machine_goes_on_where_the_first_stopped(
    shop: Shop, s3: str, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    url = f"{s3}/goes-on"
    upload(shop, f"{url}/in")
    assert run_behind(shop, url) == 0
    before = files_behind(f"{url}/out")
    told()

    move_to(shop.root / "second", monkeypatch)
    open_remote(f"{url}/in").write("new.txt", report("白石县").encode())
    assert run_behind(shop, url) == 0

    assert "5 inputs: 4 finished, 1 new" in told()
    after = files_behind(f"{url}/out")
    assert {name: after[name] for name in before if name.startswith("reports/")}.items() <= before.items()
    assert len([name for name in after if name.endswith("record.json")]) == 5


@pytest.mark.usefixtures("another_machine")
def test_what_was_lost_behind_the_url_is_made_again_and_what_is_left_over_goes(shop: Shop, s3: str) -> None:
    url = f"{s3}/lost"
    upload(shop, f"{url}/in")
    run_behind(shop, url)
    folder = open_remote(f"{url}/out")
    before = files_behind(f"{url}/out")
    lost = next(name for name in before if name.endswith("record.json"))
    folder.remove(lost)
    open_remote(f"{url}/in").remove("other.txt")

    assert run_behind(shop, url, "--prune") == 0

    after = files_behind(f"{url}/out")
    gone = {name.split("/")[1] for name in before if "qingyan" in name}
    kept = {name for name in before if name.startswith("reports/") and name.split("/")[1] not in gone}
    assert kept == {name for name in after if name.startswith("reports/")}
    assert all(after[name] == before[name] for name in kept)


@pytest.mark.usefixtures("another_machine")
def test_names_that_lead_elsewhere_are_not_fetched(shop: Shop) -> None:
    folder = open_remote("memory://evil/out")
    for name in ("reports/../../../evil.txt", "reports/a/b/record.json", "documents/x.sh", "../evil", ".state.jsonl.part"):
        folder.files.pipe_file(folder.path(name), b"x")

    published.pull(folder, shop.root / "copy")

    assert [path for path in shop.root.rglob("*") if path.is_file() and path.read_bytes() == b"x"] == []


@pytest.mark.usefixtures("another_machine")
def test_tables_and_standing_are_read_behind_a_url(shop: Shop, s3: str, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"{s3}/table"
    upload(shop, f"{url}/in")
    run_behind(shop, url)
    capsys.readouterr()

    assert run_app(["table", f"{url}/out", "--indicators", "gdp", "--format", "md"]) == 0
    assert "119.5" in capsys.readouterr().out
    assert run_app(["track", f"{url}/out", "--format", "md"]) == 0
    assert run_app(["status", f"{url}/out"]) == 0
    assert "ended" in capsys.readouterr().out
    assert run_app(["status", f"{s3}/nowhere"]) == 1


def test_a_single_file_and_the_library(shop: Shop) -> None:
    open_remote("memory://one").write("report.txt", report().encode())

    assert list(find_inputs(["memory://one/report.txt"], Path("out"))) == [InputFile("memory://one/report.txt", "report.txt")]
    assert read_reports("memory://one/report.txt")[0].report.document.path == "report.txt"
    with pytest.raises(ReadError, match=re.escape("memory://one/gone.txt")):
        read_reports("memory://one/gone.txt")


def test_the_output_inside_the_input_is_passed_over() -> None:
    folder = open_remote("memory://nested")
    folder.write("b/1.txt", b"x")
    folder.write("a.txt", b"x")
    folder.write("out/reports.jsonl", b"x")

    found = list(find_inputs(["memory://nested"], "memory://nested/out"))

    assert [one.name for one in found] == ["a.txt", "b/1.txt"]


def test_a_manifest_tells_of_urls_too(shop: Shop) -> None:
    open_remote("memory://origin").write("report.txt", report().encode())
    manifest = shop.root / "manifest.csv"
    manifest.write_text("path,url,retrieved\nmemory://origin/report.txt,http://a.test/1,2021-04-12\n", encoding="utf-8")

    where = ["-o", str(shop.root / "out"), "--cache", str(shop.root / "cache")]
    assert run_app(["run", "memory://origin/report.txt", "--manifest", str(manifest), *where]) == 0

    (record,) = (shop.root / "out").glob("reports/*/record.json")
    assert json.loads(record.read_text(encoding="utf-8"))["source"]["url"] == "http://a.test/1"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["run", "s3://user:made-up-secret@nowhere/in", "-o", "OUT"], "s3://nowhere/in"),
        (["run", "warp://x/in", "-o", "OUT"], "warp://x/in can't be reached"),
        (["run", "simplecache::s3://x/in", "-o", "OUT"], "not a chain"),
        (["run", "IN", "-o", "s3://no-such-bucket-here/out"], "s3://no-such-bucket-here/out: can't be"),
        (["run", "memory://empty/in", "-o", "OUT"], "memory://empty/in: no such file"),
    ],
)
@pytest.mark.usefixtures("another_machine")
def test_what_cant_be_reached_is_one_line_without_secrets(shop: Shop, s3: str, told: Told, command: list[str], said: str) -> None:
    places = {"IN": str(shop.root / "in"), "OUT": str(shop.root / "out")}

    assert run_app([places.get(part, part) for part in command]) in (1, 2)

    shown = told()
    assert said in shown
    assert SECRET not in shown
    assert "Traceback" not in shown


def test_a_missing_extra_is_named(shop: Shop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "find_spec", lambda _: None)

    assert run_app(["run", "s3://bucket/in", "-o", str(shop.root / "out")]) == 2
    assert "pip install 'summarizer[cluster]'" in told()


@pytest.mark.parametrize(
    ("argument", "place"),
    [
        ("a/b", Path("a/b")),
        ("file:///a/b", Path("/a/b")),
        ("file:///a/%E6%8A%A5%E5%91%8A.txt", Path("/a/报告.txt")),
        ("s3://a/b", "s3://a/b"),
        ("C:/a", Path("C:/a")),
    ],
)
def test_an_argument_names_a_path_or_a_url(argument: str, place: Path | str) -> None:
    assert place_of(argument) == place
