"""A file packed by itself is read whole, in however many parts; what stands behind it is told."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.model.evidence import Refusal
from clew.sources.archives import members

LIST = b"name,phone\nArben Hoxha,+38344100001\n" * 3_000
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress,
}  # fmt: skip


def unpacked(folder: Path, packed: bytes, ending: str) -> tuple[list[bytes], list[str]]:
    path, into = folder / f"list.csv.{ending}", folder / "into"
    path.write_bytes(packed)
    into.mkdir()
    whole, refused = [], []
    for member in members(path, into, path.name):
        if isinstance(member, Refusal):
            refused.append(member.reason)
        else:
            assert member[0] == "list.csv"
            whole.append(member[1].read_bytes())
    return whole, refused


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize(
    ("parts", "behind", "bytes_told"),
    [
        (1, b"", ""),
        (3, b"", ""),
        (1, bytes(512), ""),
        (1, b"written by no packer", "20 bytes"),
        (2, bytes(8) + b"abc", "3 bytes"),
    ],
)
def test_all_parts_are_read_and_what_stands_behind_them_is_told(
    tmp_path: Path, ending: str, parts: int, behind: bytes, bytes_told: str
) -> None:
    whole, refused = unpacked(tmp_path, PACKERS[ending](LIST) * parts + behind, ending)
    assert whole == [LIST * parts]
    assert [reason[: len(bytes_told)] for reason in refused] == ([bytes_told] if bytes_told else [])


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_file_that_breaks_off_is_refused_as_such(tmp_path: Path, ending: str) -> None:
    with pytest.raises(SourceError, match="ends in the middle of what is packed"):
        unpacked(tmp_path, PACKERS[ending](LIST)[:-9], ending)


def test_an_empty_file_packed_comes_out_empty(tmp_path: Path) -> None:
    assert unpacked(tmp_path, gzip.compress(b""), "gz") == ([b""], [])
