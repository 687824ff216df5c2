"""The country of a file whose agency's name tells none: read from its own international numbers."""

import re
import zipfile
from collections import Counter

from clew.model.evidence import Evidence

_SAMPLE = 2 << 20
_NUMBER = re.compile(rb"(?<![\w+])\+\d[\d ]{7,16}\d")


def country_by_numbers(evidence: Evidence) -> tuple[str | None, str]:
    """Give the ISO code most of the file's numbers with a + prefix belong to, and why.

    At least two valid numbers and half of all must agree; else nothing is assumed.
    """
    import phonenumbers

    found: Counter[str] = Counter()
    for match in _NUMBER.findall(_sample(evidence)):
        try:
            number = phonenumbers.parse(match.decode("ascii"), None)
        except phonenumbers.NumberParseException:
            continue
        region = phonenumbers.region_code_for_number(number)
        if region and phonenumbers.is_valid_number(number):
            found[region] += 1
    if not found:
        return None, "nothing in the file tells it: say --country"
    (country, votes), total = found.most_common(1)[0], found.total()
    if votes < 2 or votes * 2 < total:
        return None, "the file's own numbers disagree: say --country"
    return country, f"{votes} of the file's {total} numbers with a + prefix"


def _sample(evidence: Evidence) -> bytes:
    head = evidence.head(_SAMPLE)
    if not head.startswith(b"PK\x03\x04"):
        return head
    try:
        with zipfile.ZipFile(evidence.path) as archive:
            largest = max(archive.infolist(), key=lambda member: member.file_size)
            with archive.open(largest) as handle:
                return handle.read(_SAMPLE)
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, OSError):
        return b""
