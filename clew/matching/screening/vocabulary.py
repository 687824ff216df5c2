"""The words of many names, each with its codes: a word is worked on once, however often it is met.

Codes of a word are one row of eight numbers of 64 bits, as long as the piece of memory a processor
reads at once: its readings, its letters (eight a number, the first in the lowest bits), and what else
is known of it: letters that occur (upper half), how many there are, whether it counts, what it tells.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b

import numpy as np
import orjson
from numpy.typing import NDArray

from clew.matching.screening.letters import LETTERS
from clew.matching.screening.readings import read_out
from clew.matching.screening.soundings import READINGS, sounding

_MANY = 80_000
"""Words from which a second process is worth the half second it takes to start."""
_KEPT = 200_000
"""Words whose codes are remembered."""
Codes = NDArray[np.uint64]
WIDTH = 8
FACTS = WIDTH - 1
"""Place of what else is known."""
TELLS = 4096.0
"""What a word tells is kept in steps of 1 / 4096 of log-odds, in the lowest 16 bits."""
COUNTS = np.uint64(16)
"""Where the bit stands that is 1 for a name, 0 for a title, a particle, a placeholder."""
ABJAD = np.uint64(1 << 17)
"""Set for a word of a script that leaves short vowels out."""
FORM, FORM_BITS = np.uint64(18), np.uint64(63)
"""Where the number stands of what it is put together with or ends in (`letters.FORMS`), and its bits."""
SIZE, SIZE_BITS = np.uint64(24), np.uint64(31)
"""Where the number of letters stands, and its bits."""
IS_KNOWN = np.uint64(1 << 29)
"""Set for a known name."""
OCCURS = np.uint64(32)
"""Where the letters stand that occur, a bit each (`letters.LIKE`)."""


def codes_of(words: Sequence[str]) -> tuple[Codes, list[str]]:
    """Work out the codes of words, and the part of a name each counts as ("" for none).

    Args:
        words: cleaned, in lower case.
    """
    found = list(map(sounding, words))
    read = read_out(found)
    facts = read.occurring << OCCURS | read.sizes << SIZE
    facts |= np.array([f.form for f in found], np.uint64) << FORM
    facts |= np.array([f.counts for f in found], np.uint64) << COUNTS
    facts |= np.array([f.abjad for f in found], np.uint64) * ABJAD
    facts |= np.array([f.known for f in found], np.uint64) * IS_KNOWN
    parts = [f.part if f.counts else "" for f in found]
    return np.column_stack([read.readings, read.letters, facts]), parts


def codes_of_many(words: Sequence[str]) -> tuple[Codes, list[str]]:
    """Do the same as `codes_of` for a whole list's words, with a second process where they are many."""
    if len(words) < _MANY:
        return codes_of(words)
    half = len(words) // 2
    with subprocess.Popen(  # noqa: S603 - this module
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        with suppress(BrokenPipeError):
            helper.stdin.write(orjson.dumps(words[half:]))
            helper.stdin.close()
        front, parts = codes_of(words[:half])
        said = helper.stdout.read()
    size = (len(words) - half) * WIDTH * 8
    if helper.returncode or len(said) < size:  # it was killed, or had no memory
        back, more = codes_of(words[half:])
    else:
        back, more = (
            np.frombuffer(said[:size], np.uint64).reshape(-1, WIDTH),
            orjson.loads(said[size:]),
        )
    return np.concatenate([front, back]), [*parts, *more]


def _help() -> None:
    """Be the second process: words come in as JSON, their codes and parts go out."""
    gc.disable()  # what is made here stays until the end
    codes, parts = codes_of(orjson.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(codes.tobytes() + orjson.dumps(parts))
    sys.stdout.buffer.flush()
    os._exit(0)  # taking down what it remembers of each word would take a second


def informed(codes: Codes, parts: Sequence[str], share: Callable[[str], float]) -> Codes:
    """Add what each word tells; a title or a particle tells nothing.

    Args:
        codes: of the words; parts: what each counts as.
        share: how common a part of a name is, above 0 and at most 1.
    """
    shares = np.array([share(part) if part else 1.0 for part in parts], np.float64)
    told = codes.copy()
    told[:, FACTS] |= np.minimum(-np.log(shares) * TELLS, 65_535).astype(np.uint64)
    return told


class Vocabulary:
    """The codes of words with what each tells on one list; those asked for again are not worked out again.

    Args:
        share: how common a part of a name is on the list, above 0 and at most 1.
    """

    def __init__(self, share: Callable[[str], float]) -> None:
        self._share = share
        self._met: dict[str, bytes] = {}

    def codes(self, words: Sequence[str]) -> Codes:
        """Give the codes of words, cleaned and in lower case."""
        if len(self._met) > _KEPT:
            self._met = {}
        met = self._met  # another thread may begin anew
        unmet = [word for word in words if word not in met]
        if unmet:
            codes = informed(*codes_of(unmet), self._share)
            met.update(zip(unmet, map(bytes, codes), strict=True))
        rows = bytearray().join([met[word] for word in words])
        return np.frombuffer(rows, np.uint64).reshape(len(words), WIDTH)


def hashed(texts: Iterable[str]) -> Codes:
    """Give a number of 64 bits for each text, the same on every machine and in every process."""
    found = [int.from_bytes(blake2b(t.encode(), digest_size=8).digest(), "little") for t in texts]
    return np.array(found, np.uint64)


assert READINGS + LETTERS // 8 + 1 == WIDTH


if __name__ == "__main__":
    _help()
