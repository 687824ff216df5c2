"""What pages with a drawing share: the network they need, the picture with what its marks open, files to save."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi.responses import Response

from clew.errors import SettingsError
from clew.web.shown import Shown

if TYPE_CHECKING:
    from clew.analysis.picture import Picture

MEDIA = {
    "svg": "image/svg+xml", "csv": "text/csv", "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
}  # fmt: skip
"""Kind of file → its media type."""


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


def saved(text: str, name: str, kind: str) -> Response:
    """Give a file to save."""
    return Response(
        text,
        media_type=f"{MEDIA[kind]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
