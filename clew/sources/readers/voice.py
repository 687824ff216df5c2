"""A voice message or other sound recording: listed and playable, what is said in it not read.

Reads    Opus, Vorbis and Speex in Ogg, M4A, AMR, MP3, AAC, WAV, Apple's CAF; no film
Gives    one Audio: fileName, mimeType, duration, fileSize
Units    duration in milliseconds, as the file tells it, left out where it does not
Refuses  nothing; the receipt counts it as not read until somebody adds its transcript
"""

from collections.abc import Iterator

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.reader import Reader
from clew.sources.sound import Sound, is_sound, sound_of

SPOT = "recording"
"""The one place a recording has."""
NOT_READ = "recordings_not_read"
"""Under which a receipt counts a recording: nothing that is said in it is in the case."""


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 0.9 for a recording of sound, 0 for a film."""
    return 0.9 if is_sound(head) and sound_of(evidence) is not None else 0.0


def _sound(evidence: Evidence) -> Sound:
    if (sound := sound_of(evidence)) is None:
        raise SourceError(
            "it is no sound recording that clew knows", where=evidence.name, do="play it elsewhere"
        )
    return sound


def split(evidence: Evidence, guesses: Guesses) -> Iterator[tuple[Evidence, Sound] | Refusal]:
    """Give the recording."""
    guesses.said["not read"] = "what is said in it; add its words with clew transcribe add"
    yield evidence, _sound(evidence)


def read(record: tuple[Evidence, Sound]) -> Iterator[Found | Refusal]:
    """Give the recording as what it is."""
    evidence, sound = record
    found = Found("Audio", SPOT, SPOT, keep="file", counts=(NOT_READ,))
    found.add("fileName", evidence.name).add("mimeType", sound.mime)
    found.add("fileSize", str(evidence.size))
    if sound.duration_ms is not None:
        found.add("duration", str(sound.duration_ms))
    yield found


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give what the file tells of the recording.

    Raises:
        NotFound: a recording has one place only.
    """
    if spot != SPOT:
        raise NotFound(
            f"there is no {spot!r}", where=evidence.name, do=f"it has one place: {SPOT!r}"
        )
    sound = _sound(evidence)
    told = [("kind", sound.called), ("bytes", f"{evidence.size:,}")]
    if sound.duration_ms is not None:
        told.append(("lasts", lasting(sound.duration_ms)))
    return Excerpt("fields", ("what", "said"), tuple((SPOT, pair, True) for pair in told))


def lasting(milliseconds: int) -> str:
    """Give a duration as minutes and seconds.

    >>> lasting(83_500)
    '1:24'
    """
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes}:{seconds:02}"


voice: Reader[tuple[Evidence, Sound]] = Reader(
    name="voice",
    title="Voice message or other sound recording",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Audio"}),
    sample=("voice.opus", {NOT_READ: 1}),
)
