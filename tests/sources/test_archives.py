"""An archive comes out member by member; nothing is written outside the folder it is given."""

import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import ClewError, SourceError, UnsafeSource
from clew.model.evidence import Refusal
from clew.sources import archives
from clew.sources.archives import is_archive, members


def zipped(path: Path, *entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def tarred(path: Path, *entries: tuple[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def unpacked(path: Path, into: Path) -> tuple[dict[str, bytes], list[str]]:
    into.mkdir(exist_ok=True)
    files, refused = {}, []
    for member in members(path, into, path.name):
        if isinstance(member, Refusal):
            refused.append(member.reason)
        else:
            name, file = member
            assert file.parent == into
            files[name] = file.read_bytes()
    return files, refused


MAKERS: list[Callable[..., Path]] = [zipped, tarred]


@pytest.mark.parametrize("make", MAKERS)
def test_members_come_out_under_neutral_names(make: Callable[..., Path], tmp_path: Path) -> None:
    path = make(tmp_path / "kit", ("list.csv", b"a;b"), ("in/Џевдет.txt", b"x"))
    files, refused = unpacked(path, tmp_path / "out")
    assert (files, refused) == ({"list.csv": b"a;b", "in/Џевдет.txt": b"x"}, [])
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["member-1", "member-2"]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a/../../x", "..\\x", "C:\\x"])
def test_a_member_that_leads_outside_is_refused_by_name_and_the_others_come_out(
    make: Callable[..., Path], name: str, tmp_path: Path
) -> None:
    path = make(tmp_path / "kit", (name, b"evil"), ("good.txt", b"good"))
    files, refused = unpacked(path, tmp_path / "out")
    assert files == {"good.txt": b"good"}
    assert refused == [f"member {name!r} leads outside the archive"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kit", "out"]


def test_the_refusal_of_a_member_says_where_and_what_to_do(tmp_path: Path) -> None:
    path = zipped(tmp_path / "kit.zip", ("../../x", b"evil"))
    (tmp_path / "out").mkdir()
    assert list(members(path, tmp_path / "out")) == [
        Refusal(
            "../../x",
            "../../x",
            "member '../../x' leads outside the archive",
            "ask where this archive comes from; it was not read",
        )
    ]


def test_a_link_in_a_tar_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "kit.tar", "w") as archive:
        entry = tarfile.TarInfo("link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    _, refused = unpacked(tmp_path / "kit.tar", tmp_path / "out")
    assert refused == ["member 'link' is a link or a device, not a file"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "kit.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    _, refused = unpacked(tmp_path / "kit.zip", tmp_path / "out")
    assert refused == ["member 'link' is a link or a device, not a file"]


def locked(path: Path, name: str) -> Path:
    """Set the flag of encryption on the first member, in both of its headers."""
    data = bytearray(zipped(path, (name, b"secret"), ("open.txt", b"o")).read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def test_a_locked_member_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = locked(tmp_path / "kit.zip", "locked.csv")
    (tmp_path / "out").mkdir()
    found = list(members(path, tmp_path / "out"))
    assert found[0] == Refusal(
        "locked.csv",
        "locked.csv",
        "member 'locked.csv' is locked with a password",
        "unlock the archive and add it again",
    )
    assert not isinstance(found[1], Refusal)


def test_a_bomb_is_unsafe_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "kit.zip", ("zeros", bytes(101_000_000)))
    with pytest.raises(UnsafeSource) as refused:
        unpacked(path, tmp_path / "out")
    assert str(refused.value) == (
        "kit.zip: member 'zeros' swells to more than 200 times its packed size\n"
        "  → unpack it by hand if you trust it, and add what is inside"
    )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_bomb_in_a_packed_tar_is_unsafe(tmp_path: Path) -> None:
    path = tarred(tmp_path / "kit.tgz", ("zeros", bytes(101_000_000)))
    with pytest.raises(UnsafeSource, match="swells to more than 200 times"):
        unpacked(path, tmp_path / "out")


def test_an_archive_that_lies_about_its_sizes_is_stopped(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "kit.zip", ("zeros", bytes(3_000_000))).read_bytes())
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 10)
    struct.pack_into("<I", data, 22, 10)
    (tmp_path / "kit.zip").write_bytes(data)
    with pytest.raises(SourceError, match=r"^kit\.zip: the archive is damaged: Bad CRC-32"):
        unpacked(tmp_path / "kit.zip", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_more_in_all_than_the_limit_is_unsafe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "TOTAL_LIMIT", 1000)
    path = zipped(tmp_path / "kit.zip", ("a", bytes(600)), ("b", bytes(600)))
    with pytest.raises(UnsafeSource, match=r"^kit\.zip: it unpacks to more than 1,000 bytes"):
        unpacked(path, tmp_path / "out")


@pytest.mark.parametrize("make", MAKERS)
def test_too_many_members_are_unsafe(
    make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 3)
    path = make(tmp_path / "kit", *((str(n), b"") for n in range(4)))
    with pytest.raises(UnsafeSource, match=r"^kit: it holds more than 3 members"):
        unpacked(path, tmp_path / "out")


def test_archives_inside_each_other_stop_at_five(tmp_path: Path) -> None:
    path = zipped(tmp_path / "kit.zip", ("a", b"x"))
    with pytest.raises(UnsafeSource, match="archives stand inside each other deeper than 5 levels"):
        next(members(path, tmp_path, depth=6))
    assert len(list(members(path, tmp_path, depth=5))) == 1


def test_an_office_paper_is_no_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.odt", ("mimetype", b"x"), ("content.xml", b"<a/>"))
    with pytest.raises(SourceError, match=r"^a\.odt: it is an office paper"):
        unpacked(path, tmp_path / "out")


def test_a_cut_archive_is_damaged(tmp_path: Path) -> None:
    path = tarred(tmp_path / "kit.tgz", ("a", bytes(range(256)) * 4000))
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(SourceError, match=r"^kit\.tgz: the archive is damaged: "):
        unpacked(path, tmp_path / "out")


@pytest.mark.parametrize(
    ("head", "answer", "why"),
    [
        (b"PK\x03\x04rest", True, "a zip"),
        (b"PK\x05\x06", True, "an empty zip"),
        (b"\x1f\x8b\x08", True, "a packed tar"),
        (bytes(257) + b"ustar\x0000", True, "a tar"),
        (b"name;born\n", False, "a table"),
        (b"", False, "nothing"),
    ],
)
def test_an_archive_is_known_by_its_first_bytes(head: bytes, answer: bool, why: str) -> None:
    assert is_archive(head) is answer, why


@given(st.integers(0, 400), st.integers(0, 255))
def test_one_wrong_byte_ends_in_members_or_a_named_refusal(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    for make in MAKERS:
        path = make(folder / make.__name__, ("list.csv", b"a;b\n" * 50), ("b/c.txt", b"x"))
        data = bytearray(path.read_bytes())
        data[at % len(data)] = byte
        path.write_bytes(data)
        try:
            unpacked(path, folder / f"out of {make.__name__}")
        except ClewError as refusal:
            what = refusal.what
        else:
            what = "read"
        assert what
        assert len(list(folder.iterdir())) <= 4
