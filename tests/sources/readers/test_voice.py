"""Recordings are told by their bytes, with how long they last; a film is none."""

import struct
import wave
from pathlib import Path

import pytest

from clew.exercise.formats.sounds import opus
from clew.sources.readers.voice import lasting, voice
from clew.sources.recognising import recognise
from clew.sources.sound import Sound, sound_of
from tests.sources.paper_maker import written


def box(kind: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(*tracks: bytes) -> bytes:
    """A container of 2.5 s with tracks of these kinds: soun, vide."""
    handlers = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), k, bytes(12)))) for k in tracks]
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, 2500), bytes(80))
    return box(b"ftyp", b"M4A ", bytes(4)) + box(b"moov", head, *handlers)


def sound(folder: Path, content: bytes) -> Sound | None:
    return sound_of(written(folder, "a", content))


@pytest.mark.parametrize(
    ("content", "mime", "lasts"),
    [
        (opus(3, "EXERCISE"), "audio/ogg", 3000),
        (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50, "audio/amr", 1000),
        (b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 5, "audio/amr-wb", 100),
        (mp4(b"soun"), "audio/mp4", 2500),
        (b"ID3\x04" + bytes(40), "audio/mpeg", None),
        (b"caff\0\1" + bytes(40), "audio/x-caf", None),
    ],
    ids=["opus", "amr", "amr-wb", "m4a", "mp3", "caf"],
)
def test_a_recording_says_what_it_is_and_how_long_it_lasts(
    tmp_path: Path, content: bytes, mime: str, lasts: int | None
) -> None:
    found = sound(tmp_path, content)
    assert found is not None
    assert (found.mime, found.duration_ms) == (mime, lasts)


def test_a_wav_lasts_as_long_as_its_samples(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(2 * 4000))
    found = sound(tmp_path, (tmp_path / "a.wav").read_bytes())
    assert found == Sound("audio/wav", "WAV", 500)


def test_a_film_is_no_recording_of_sound(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.mp4", mp4(b"vide", b"soun"))
    assert recognise(evidence, evidence.head()) is not voice


@pytest.mark.parametrize("cut", [4, 20, 60, 200])
def test_a_recording_that_breaks_off_is_still_one(tmp_path: Path, cut: int) -> None:
    found = sound(tmp_path, opus(3, "EXERCISE")[: 150 + cut])
    assert found is not None
    assert found.mime == "audio/ogg"


def test_a_length_is_told_in_minutes_and_seconds() -> None:
    assert [lasting(ms) for ms in (400, 59_600, 3_600_000)] == ["0:00", "1:00", "60:00"]
