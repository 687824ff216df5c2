"""What the number in a cell of a workbook shows under its format: a date, a time, a plain number."""

import re
from datetime import datetime, timedelta

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_WITH_ZEROS = re.compile(r"0{2,30}")
_BUILT_IN_DATES = {*range(14, 18), *range(27, 32), *range(34, 37), *range(50, 59)}
_BUILT_IN = (
    {22: "datetime"}
    | dict.fromkeys(range(18, 22), "time")
    | dict.fromkeys(range(45, 48), "elapsed")
)
_DAY_S = 86_400
_LAST_DAY = 2_958_465  # 9999-12-31
_NOT_A_DAY = 60  # Excel counts 29 February 1900, which never was
ROUGH = "a spreadsheet keeps only 15 digits of a number, and this one has more"
"""Why a long number is refused."""


def kind_of_format(number: int, code: str = "") -> str:
    """Say what a number format shows: "date", "datetime", "time", "elapsed", "zeros:8" or nothing.

    Args:
        number: id of the format; below 164 it is built in (ECMA-376 part 1, 18.8.30).
        code: its code when it is not built in.

    >>> kind_of_format(14), kind_of_format(164, "dd.mm.yyyy hh:mm"), kind_of_format(165, "0.00")
    ('date', 'datetime', '')
    """
    if not code:
        return "date" if number in _BUILT_IN_DATES else _BUILT_IN.get(number, "")
    if _WITH_ZEROS.fullmatch(code):
        return f"zeros:{len(code)}"
    plain = _QUIET.sub("", code.split(";", maxsplit=1)[0]).lower()
    if _ELAPSED.search(plain):
        return "elapsed"
    is_day = bool(re.search(r"[yd]", plain)) or bool(re.search(r"m{3,}", plain))
    is_time = bool(re.search(r"[hs]", plain))
    return ("datetime" if is_time else "date") if is_day else "time" if is_time else ""


def shown(written: str, kind: str, *, from_1904: bool = False) -> str | None:
    """Give the text of a number cell: ISO date, clock time, whole number; None when digits are lost.

    Args:
        written: the number as the file holds it.
        kind: what its format shows, see `kind_of_format`.
        from_1904: days are counted from 1904, as old Macintosh workbooks do.

    >>> shown("44621", "date"), shown("3.8344000101E10", ""), shown("0.5", "time")
    ('2022-03-01', '38344000101', '12:00:00')
    """
    if re.fullmatch(r"-?\d+", written) and not kind:
        return written
    try:
        number = float(written)
    except ValueError:
        return written
    if kind in ("date", "datetime", "time", "elapsed") and 0 <= number <= _LAST_DAY:
        return _moment(number, kind, from_1904)
    if abs(number) >= 1e15:
        return None
    if number.is_integer():
        return f"{int(number):0{kind[6:]}d}" if kind.startswith("zeros:") else str(int(number))
    return written if "E" not in written.upper() else repr(number)


def _moment(number: float, kind: str, from_1904: bool) -> str:
    seconds = round(number * _DAY_S)
    days, rest = divmod(seconds, _DAY_S)
    if kind == "elapsed" or (kind == "time" and days == 0):
        hours = seconds // 3600
        return f"{hours:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if days == _NOT_A_DAY and not from_1904:
        return "1900-02-29"
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if days > 60 else 31)  # noqa: DTZ001
    try:
        moment = first + timedelta(days=days, seconds=rest)
    except OverflowError:
        return str(number)
    return moment.strftime("%Y-%m-%d" if rest == 0 and kind != "time" else "%Y-%m-%d %H:%M:%S")
