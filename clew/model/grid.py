"""Places written as grid references: MGRS (military maps) and plus codes, as latitude and longitude."""

import re
from math import asin, atan2, cos, cosh, degrees, radians, sin, sinh

_MGRS = re.compile(
    r"(\d{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?(\d{2,5}\s\d{2,5}|\d{4,10})"
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M = 100_000
_ROWS_M = 2_000_000
_PLUS = "23456789CFGHJMPQRVWX"
_PAIRS_DEGREES = (20.0, 1.0, 0.05, 0.0025, 0.000125)

_AXIS_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84
_SCALE, _FALSE_EAST_M, _FALSE_NORTH_M = 0.9996, 500_000, 10_000_000
_THIRD = _FLATTENING / (2 - _FLATTENING)
_RADIUS_M = _AXIS_M / (1 + _THIRD) * (1 + _THIRD**2 / 4 + _THIRD**4 / 64)
_BETA = (
    _THIRD / 2 - 2 * _THIRD**2 / 3 + 37 * _THIRD**3 / 96,
    _THIRD**2 / 48 + _THIRD**3 / 15,
    17 * _THIRD**3 / 480,
)
_DELTA = (
    2 * _THIRD - 2 * _THIRD**2 / 3 - 2 * _THIRD**3,
    7 * _THIRD**2 / 3 - 8 * _THIRD**3 / 5,
    56 * _THIRD**3 / 15,
)


def from_mgrs(text: str) -> tuple[float, float] | None:
    """Give latitude and longitude of the middle of an MGRS square, or None when it is none.

    Source: NGA.SIG.0012 (grid), Krüger's series to the third order (about 1 mm within a zone).

    >>> tuple(round(n, 4) for n in from_mgrs("31U DQ 48251 11932") or ())
    (48.8582, 2.2945)
    """
    shape = _MGRS.fullmatch(text.strip().upper())
    digits = "".join(shape[5].split()) if shape else ""
    if not shape or len(digits) % 2 or not 1 <= int(shape[1]) <= 60:
        return None
    east, north = digits[: len(digits) // 2], digits[len(digits) // 2 :]
    zone, band, column, row = int(shape[1]), shape[2], shape[3], shape[4]
    columns = _COLUMNS[(zone - 1) % 3]
    if column not in columns:
        return None
    unit = 10 ** (5 - len(east))
    easting = (columns.index(column) + 1) * _SQUARE_M + (int(east) + 0.5) * unit
    shift = 5 if zone % 2 == 0 else 0
    northing = (_ROWS.index(row) - shift) % 20 * _SQUARE_M + (int(north) + 0.5) * unit
    south = _BANDS.index(band) * 8 - 80
    for turn in range(5):
        place = _from_utm(zone, easting, northing + turn * _ROWS_M, is_north=band >= "N")
        if south - 0.5 <= place[0] <= south + (12.5 if band == "X" else 8.5):
            return place
    return None


def _from_utm(zone: int, easting: float, northing: float, *, is_north: bool) -> tuple[float, float]:
    """Give latitude and longitude of a UTM position, by Krüger's series."""
    xi = (northing - (0 if is_north else _FALSE_NORTH_M)) / (_SCALE * _RADIUS_M)
    eta = (easting - _FALSE_EAST_M) / (_SCALE * _RADIUS_M)
    xi_, eta_ = xi, eta
    for j, beta in enumerate(_BETA, 1):
        xi_ -= beta * sin(2 * j * xi) * cosh(2 * j * eta)
        eta_ -= beta * cos(2 * j * xi) * sinh(2 * j * eta)
    chi = asin(sin(xi_) / cosh(eta_))
    latitude = chi + sum(delta * sin(2 * j * chi) for j, delta in enumerate(_DELTA, 1))
    longitude = radians(zone * 6 - 183) + atan2(sinh(eta_), cos(xi_))
    return degrees(latitude), degrees(longitude)


def from_plus_code(text: str) -> tuple[float, float] | None:
    """Give latitude and longitude of the middle of a whole plus code, or None when it is none.

    A short code ("9G8F+6X Zürich") needs a place near it and is none. Source: Open Location Code
    specification 1.0.

    >>> tuple(round(n, 4) for n in from_plus_code("8FVC9G8F+6X") or ())
    (47.3656, 8.5249)
    """
    code = text.strip().upper()
    if not re.fullmatch(rf"[{_PLUS[:9]}][{_PLUS[:18]}][{_PLUS}]{{6}}\+[{_PLUS}]{{2,7}}", code):
        return None
    digits = [_PLUS.index(sign) for sign in code.replace("+", "")]
    latitude, longitude, tall, wide = -90.0, -180.0, 0.0, 0.0
    for place, size in enumerate(_PAIRS_DEGREES):
        latitude += digits[2 * place] * size
        longitude += digits[2 * place + 1] * size
        tall = wide = size
    for digit in digits[10:]:
        tall, wide = tall / 5, wide / 4
        latitude += digit // 4 * tall
        longitude += digit % 4 * wide
    return latitude + tall / 2, longitude + wide / 2
