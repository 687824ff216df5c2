"""What pages with a drawing share: the network they need, the picture with what its marks open, files to save."""

from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi.responses import Response

from clew.errors import SettingsError
from clew.report.pictures import KINDS, picture
from clew.web.shown import Shown

if TYPE_CHECKING:
    from clew.analysis.picture import Picture

MEDIA = {
    "svg": "image/svg+xml", "csv": "text/csv", "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
}  # fmt: skip
"""Kind of file that is text → its media type."""
PICTURES = ("png", "pdf")


def needs_network(page: str) -> None:
    """Refuse a page where what its network is computed with is not installed.

    Raises:
        SettingsError: a library of the extra "network" is missing.
    """
    if lacking := [name for name in ("numba", "numpy", "rustworkx") if find_spec(name) is None]:
        raise SettingsError(
            f"the {page} page needs {', '.join(lacking)}",
            do="install it: pip install 'clew[network]'",
        )


def shown(picture: "Picture") -> Shown:
    """Give a picture as the desk shows it: its SVG, what each mark opens by number, and its notes."""
    opens = [one.as_json() for one in picture.opens]
    return {"svg": picture.svg, "opens": opens, "notes": list(picture.notes)}


def text_of(kind: str) -> str:
    """Give the kind of text a file is made from: of a picture or a page the drawing."""
    return "svg" if kind in PICTURES else kind


def saved(text: str, name: str, kind: str) -> Response:
    """Give a file to save; a drawing is set as a picture or a page where that is the kind."""
    if kind in PICTURES:
        made, media = picture(text, kind, datetime.now(UTC)), KINDS[kind]
    else:
        made, media = text.encode(), f"{MEDIA[kind]}; charset=utf-8"
    return Response(
        made,
        media_type=media,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
