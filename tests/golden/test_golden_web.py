"""The review page in a real browser: keyboard, mouse, hostile report text, and who is refused."""

import http.client
import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from summarizer.running.golden.deciding import Signer
from summarizer.running.golden.review import open_review
from summarizer.running.golden.web.serving import serving
from tests.conftest import needs
from tests.golden.conftest import Desk, drifted, report


@dataclass(frozen=True, slots=True)
class Served:
    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def token_path(self) -> str:
        return "/?" + urlsplit(self.address).query

    def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET", body: str = "") -> tuple[int, str, str]:
        """Return status, cookie and body."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request(method, path, body or None, {"Host": self.host, **(headers or {})})
        answer = connection.getresponse()
        found = answer.status, (answer.getheader("set-cookie") or "").split(";")[0], answer.read().decode()
        connection.close()
        return found


@contextmanager
def served(desk: Desk) -> Iterator[Served]:
    with serving(open_review(desk.out, desk.golden), Signer("mei")) as ready:
        thread = threading.Thread(target=ready.run)
        thread.start()
        while not ready.server.started:
            thread.join(0.01)
        yield Served(ready.address)
        ready.server.should_exit = True
        thread.join()


@pytest.fixture
def waiting_desk(desk: Desk) -> Desk:
    desk.write_run([drifted(1), drifted(2)])
    return desk


@pytest.fixture
def server(waiting_desk: Desk) -> Iterator[Served]:
    with served(waiting_desk) as found:
        yield found


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    needs(path, "chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=["--disable-gpu", "--no-sandbox", "--disable-background-networking"]
        )
        yield started
        started.close()


@contextmanager
def opened(window: Browser, server: Served, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    context = window.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    page.on("request", lambda asked: troubles.append(asked.url) if urlsplit(asked.url).netloc != server.host else None)
    page.goto(server.address)
    expect(page.locator("#items button").first).to_be_visible()
    yield page
    context.close()
    assert [one for one in troubles if "409" not in one] == []


def verdicts(desk: Desk) -> list[str]:
    return [one["verdict"] for one in desk.decisions() if one["verdict"] != "add"]


def count(page: Page) -> int:
    return int(page.locator("#progress").get_attribute("max") or 0)


def test_everything_can_be_decided_with_the_keyboard(window: Browser, server: Served, waiting_desk: Desk) -> None:
    with opened(window, server) as page:
        total = count(page)
        first = page.locator("#what").inner_text()
        page.keyboard.press("j")
        expect(page.locator("#what")).not_to_have_text(first)
        page.keyboard.press("k")
        expect(page.locator("#what")).to_have_text(first)
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        expect(page.locator("#status")).to_have_text("skipped")
        page.keyboard.press("r")
        expect(page.locator("#count")).to_have_text(f"1 of {total} decided")
        page.keyboard.press("u")
        expect(page.locator("#count")).to_have_text(f"0 of {total} decided")
        for done in range(total):
            page.keyboard.press("a")
            expect(page.locator("#count")).to_have_text(f"{done + 1} of {total} decided")
    assert verdicts(waiting_desk) == ["reject", "undo", *["accept"] * total]
    assert waiting_desk.check("--fail-on", "minor") == 0


def test_everything_can_be_decided_with_the_mouse(window: Browser, server: Served, waiting_desk: Desk) -> None:
    with opened(window, server) as page:
        total = count(page)
        page.locator("#items button", has_text="role").first.click()
        expect(page.locator("#old")).to_have_text("growth")
        expect(page.locator("#new")).to_have_text("share")
        expect(page.locator("#source mark.both")).to_have_text("5.2")
        expect(page.locator("#why")).to_contain_text("the model changed")
        expect(page.frame_locator("#brief-old").locator("h1")).to_be_visible()
        expect(page.frame_locator("#brief-new").locator("h1")).to_be_visible()
        page.locator("#comment").fill("never mind")
        page.get_by_role("button", name="Known wrong").click()
        expect(page.locator("#count")).to_have_text(f"1 of {total} decided")
        page.get_by_label("Filter").fill("liuhe-2")
        page.get_by_role("button", name="Accept all shown").click()
        page.get_by_role("button", name="Accept", exact=True).click()
        expect(page.locator("#count")).to_have_text(f"{1 + total // 2} of {total} decided")
    assert waiting_desk.decisions()[2]["comment"] == "never mind"
    assert not (waiting_desk.golden / "liuhe-2.pending.json").exists()
    assert (waiting_desk.golden / "liuhe-1.pending.json").exists()


def test_two_tabs_keep_each_others_decisions(window: Browser, server: Served, waiting_desk: Desk) -> None:
    with opened(window, server) as page:
        total = count(page)
        other = page.context.new_page()
        other.goto(f"http://{server.host}/")
        expect(other.locator("#count")).to_have_text(f"0 of {total} decided")
        page.keyboard.press("a")
        expect(page.locator("#count")).to_have_text(f"1 of {total} decided")
        # the other tab still shows the difference that was decided here
        other.keyboard.press("j")
        other.keyboard.press("r")
        expect(other.locator("#count")).to_have_text(f"2 of {total} decided")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.locator("#count")).to_have_text(f"2 of {total} decided")
    assert verdicts(waiting_desk) == ["accept", "reject"]


def test_report_text_is_shown_and_never_run(window: Browser, desk: Desk) -> None:
    evil = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"
    found = report(1)
    task = found.tasks[0].model_copy(update={"title": evil})
    point = found.highlights.headline.model_copy(update={"text": evil})
    highlights = found.highlights.model_copy(update={"headline": point})
    desk.write_run([found.model_copy(update={"tasks": [task], "highlights": highlights}), report(2)])
    with served(desk) as server, opened(window, server) as page:
        page.locator("#items button", has_text="onerror").first.click()
        expect(page.locator("#new")).to_contain_text(evil)
        expect(page.frame_locator("#brief-new").locator("h1")).to_be_visible()
        assert page.title() == "Golden review"
        assert page.locator("main img, main script").count() == 0
        assert page.frame_locator("#brief-new").locator("img, script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_everything_within_its_width(window: Browser, server: Served, scheme: str) -> None:
    with opened(window, server, 360, scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(13, 17, 23)" if scheme == "dark" else "rgb(255, 255, 255)")
        for name in ("Accept a", "Reject r", "Undo u"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_a_screen_reader_finds_names_and_landmarks(window: Browser, server: Served) -> None:
    with opened(window, server) as page:
        for role, name in (("navigation", "Queue of differences"), ("region", "Difference"), ("complementary", "Source text")):
            expect(page.get_by_role(role, name=name, exact=True)).to_be_visible()  # type: ignore[arg-type]
        expect(page.get_by_role("progressbar")).to_be_visible()
        unnamed = page.evaluate("[...document.querySelectorAll('input')].filter((one) => !one.labels.length).length")
        assert unnamed == 0
        assert page.locator("#status").get_attribute("aria-live") == "polite"


def test_without_the_token_nothing_is_told(server: Served) -> None:
    for path in ("/", "/?token=wrong", "/api/state", "/review.js", "/brief/x/old"):
        status, cookie, body = server.get(path)
        assert (status, cookie) == (403, "")
        assert "liuhe" not in body


def test_the_token_is_good_for_one_use(server: Served) -> None:
    status, cookie, _ = server.get(server.token_path)
    assert status == 303 and cookie
    assert server.get("/api/state", {"Cookie": cookie})[0] == 200
    assert server.get(server.token_path)[0] == 403


def test_a_wrong_host_is_refused_even_with_the_cookie(server: Served) -> None:
    _, cookie, _ = server.get(server.token_path)

    assert server.get("/api/state", {"Cookie": cookie, "Host": "evil.example"})[0] == 421
    assert server.get(server.token_path, {"Host": f"evil.example:{server.host.split(':')[1]}"})[0] == 421


def test_a_foreign_origin_is_refused_even_with_the_cookie(server: Served, waiting_desk: Desk) -> None:
    _, cookie, _ = server.get(server.token_path)
    state = json.loads(server.get("/api/state", {"Cookie": cookie})[2])
    body = json.dumps({"keys": [state["items"][0]["key"]], "verdict": "accept"})
    good = {
        "Cookie": cookie,
        "Origin": f"http://{server.host}",
        "Content-Type": "application/json",
        "X-Review-Token": state["token"],
    }

    assert server.get("/api/state", {"Cookie": cookie, "Origin": "http://evil.example"})[0] == 403
    for wrong in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"X-Review-Token": "x"},
        {"Content-Type": "text/plain"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert server.get("/api/decide", good | wrong, "POST", body)[0] == 403
    without_origin = {name: value for name, value in good.items() if name != "Origin"}
    assert server.get("/api/decide", without_origin, "POST", body)[0] == 403
    assert verdicts(waiting_desk) == []
    assert server.get("/api/decide", good, "POST", body)[0] == 200
    assert server.get("/api/decide", good, "POST", "{}")[0] == 400
    assert verdicts(waiting_desk) == ["accept"]


def test_the_page_allows_no_inline_script_and_no_outside_resource(server: Served) -> None:
    connection = http.client.HTTPConnection(server.host, timeout=120)
    connection.request("GET", server.token_path, None, {"Host": server.host})
    policy = connection.getresponse().getheader("content-security-policy") or ""
    connection.close()
    page = Path("summarizer/running/golden/web/static/page.html").read_text(encoding="utf-8")

    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert "http" not in page.replace("http-equiv", "") and "<script>" not in page and " on" not in page.replace(" only", "")


def test_a_full_disk_is_told_on_the_page(window: Browser, server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(window, server) as page:

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        answer = page.evaluate(
            "ask('/api/decide', {keys: [current], verdict: 'accept', comment: ''}).then(() => '', (error) => error.message)"
        )
        assert "No space left on device" in answer
        expect(page.locator("#count")).to_contain_text("0 of")


def test_the_command_prints_the_address_and_ends_with_ctrl_c(waiting_desk: Desk) -> None:
    command = [sys.executable, "-m", "summarizer", "golden", "review", str(waiting_desk.out), str(waiting_desk.golden)]
    process = subprocess.Popen([*command, "--web", "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    try:
        found = Served(process.stdout.readline().strip())
        status, cookie, _ = found.get(found.token_path)
        assert status == 303
        assert "liuhe-1.json" in found.get("/api/state", {"Cookie": cookie})[2]
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()

    assert process.returncode == 0
    assert "differences undecided" in told


def test_without_the_extra_the_command_names_it(
    waiting_desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "summarizer.running.golden.web.serving", raising=False)

    assert waiting_desk.cli("golden", "review", str(waiting_desk.out), str(waiting_desk.golden), "--web") == 2
    assert "summarizer[web]" in capsys.readouterr().err
