"""A window on the desk in a real browser, and what every drawing on it must do: each of its marks opens its source."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clew.web.app import STATIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

SCREENS = Path(__file__).parents[2] / "build" / "screens"
PATIENCE_MS = 15_000
BUILT = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk's pages are not built: make desk"
)


@contextmanager
def window(browser: "Browser", width: int = 1360, height: int = 1000) -> Iterator["Page"]:
    """Open a window of this size; anything the browser complains about fails the test."""
    complaints: list[str] = []
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        page.context.close()
    assert complaints == [], complaints


def shoot(page: "Page", name: str, *, whole: bool = False) -> None:
    """Keep a picture of the screen, or of the whole page, under build/screens/."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=whole)


def say(page: "Page", text: str) -> None:
    """Wait until the page says *text*."""
    page.get_by_text(text).first.wait_for()


def drawer(page: "Page") -> "Locator":
    """Give what slides in with the source of a mark."""
    return page.get_by_role("complementary", name="Source")


def open_each(page: "Page", marks: "Locator", *, by_key: bool = False) -> int:
    """Open every mark by click, or by keyboard; each must show its place in a file. Give how many there are."""
    marks.first.wait_for()
    for n in range(marks.count()):
        if by_key:
            marks.nth(n).focus()
            page.keyboard.press("Enter")
        else:
            marks.nth(n).dispatch_event("click")
        shows_an_excerpt(page)
        page.keyboard.press("Escape")
        drawer(page).wait_for(state="detached")
    return marks.count()


def shows_an_excerpt(page: "Page") -> None:
    """Wait until the source is open at the place meant, with something written there."""
    place = drawer(page).locator("[aria-current=location], .facts").first
    place.wait_for()
    assert place.inner_text().strip()


def opens_alone(page: "Page", saved: Path) -> str:
    """Open a drawing saved, without a network; nothing but itself may be asked for. Give its text."""
    asked: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(saved.as_uri())
    page.locator("svg").first.wait_for()
    assert asked == [saved.as_uri()]
    text = saved.read_text("utf-8")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text
    return text


def save(page: "Page", button: "Locator", path: Path) -> Path:
    """Press what saves a file, and keep the file at *path*."""
    with page.expect_download() as saving:
        button.click()
    saving.value.save_as(path)
    return path
