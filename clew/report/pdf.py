"""Sets a paper or a picture, offline: a Typst template of this room and the data it shows.

The fonts are those inside the library (Libertinus Serif, and DejaVu Sans Mono for Arabic and for
hashes), so that a paper looks the same on every machine. Data reach the template as JSON and are
never read as markup. The same data and time give the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from clew.errors import SettingsError

_HERE = Path(__file__).parent


def typeset(template: str, data: Mapping[str, object], made_at: datetime) -> bytes:
    """Give a paper as PDF/A-2b.

    Args:
        template: name of a template of this room: "custody_sheet".
        data: what it shows.
        made_at: the time the file bears, UTC.

    Raises:
        SettingsError: the library of the extra "print" is missing.
    """
    timestamp = int(made_at.timestamp())
    return _set(template, data, format="pdf", pdf_standards="a-2b", timestamp=timestamp)


def painted(template: str, data: Mapping[str, object], dots: float) -> bytes:
    """Give a template of one page as PNG.

    Args:
        template: name of a template of this room: "picture".
        data: what it shows.
        dots: dots to the inch of 72 points.

    Raises:
        SettingsError: the library of the extra "print" is missing.
    """
    return _set(template, data, format="png", ppi=dots)


def _set(template: str, data: Mapping[str, object], **how: Any) -> bytes:
    try:
        import typst
    except ImportError as exc:
        raise SettingsError(
            "papers and pictures need the extra 'print': typst is not installed",
            do="install it: pip install 'clew[print]'",
        ) from exc
    made: bytes = typst.compile(
        str(_HERE / f"{template}.typ"),
        root=str(_HERE),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        **how,
    )
    return made
