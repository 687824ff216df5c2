"""A WhatsApp chat exported as text (`_chat.txt`, `WhatsApp Chat with ….txt`), alone or in its zip.

Reads    "[date, time] name: text" and "date, time - name: text", 12- or 24-hour, in any language
Gives    one Chat, its participants, one Message each, and a file for each one named
Units    the day as ISO; the time of day stays as written: the export does not say its time zone
Refuses  dates that fit two styles, and asks which; days before there was WhatsApp; a file without a single message
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from typing import Final

from clew.errors import NotFound, SourceError
from clew.model.dates import Order, order_in, read_date
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.model.ports import SAID_COUNTRY
from clew.sources import encoding
from clew.sources.chat_lines import FIRST_YEAR, Line, opening, same_under, styles
from clew.sources.handset_desk import Talk, attachment, begin, notice
from clew.sources.handset_times import unset_clock
from clew.sources.reader import Reader

CHAT: Final = "export"
LINE_CHARS: Final = 1 << 20
NEIGHBOURS: Final = 5
_HEAD_LINES = 200
_NAMED = re.compile(r"(?:^|[/!])(?:_chat|[^/!]*whatsapp[^/!]*)\.txt$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:whatsapp[ -]chat (?:with|-)|chat (?:whatsapp )?(?:con|mit|avec))\s+(.+)", re.IGNORECASE
)
_FILE = re.compile(r"<[^<>:]{2,30}: ([^<>]+\.\w{2,5})>|^([^\s:<>/\\]+\.\w{2,5}) \([^()]{3,40}\)")
_KINDS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "heic"), "image/*"),
    **dict.fromkeys(("opus", "m4a", "mp3", "aac", "ogg"), "audio/*"),
    **dict.fromkeys(("mp4", "mov", "3gp"), "video/*"),
}


@dataclass(slots=True)
class Record:
    """One message.

    Attributes:
        number: line it starts on, from 1.
        line: that line, taken apart.
        more: the lines that go on with it.
        talk: who has spoken so far.
        order: how its date is read; None when that must be asked.
        ends: True for the record behind the last message, which gives the chat.
    """

    number: int
    line: Line
    more: list[str]
    talk: Talk
    order: Order | None
    ends: bool = False

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return f"line {self.number}"

    @property
    def text(self) -> str:
        """The message with its further lines."""
        return "\n".join([self.line.text, *self.more]).strip()


def recognise(evidence: Evidence, head: bytes) -> float:
    """Sure when most of its first lines begin messages; by name when its style is unknown."""
    if not head.strip() or b"\0\0\0\0" in head:
        return 0.0
    code = encoding.detect([head], evidence.country).name
    lines = [
        line for line in head.decode(code, "replace").splitlines()[:_HEAD_LINES] if line.strip()
    ]
    begun = sum(opening(line) is not None for line in lines)
    is_named = bool(_NAMED.search(evidence.name))
    if begun and opening(lines[0]) and (begun >= 2 or is_named) and begun * 10 >= len(lines):
        return 0.97
    return 0.5 if is_named else 0.0


def _lines(evidence: Evidence) -> Iterator[tuple[int, str]]:
    code = encoding.detect(encoding.samples(evidence), evidence.country).name
    with TextIOWrapper(evidence.open(), encoding=code, errors="replace", newline="\n") as handle:
        number = 0
        while line := handle.readline(LINE_CHARS):
            number += 1
            yield number, line.rstrip("\r\n")
            while line and not line.endswith("\n"):
                line = handle.readline(LINE_CHARS)


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the messages in order, then the chat they stand in."""
    dates = [line.date for _, text in _lines(evidence) if (line := opening(text))]
    if not dates:
        begins = next((text for _, text in _lines(evidence) if text.strip()), "")
        raise SourceError(
            f"no message begins in a style of date clew knows; the file begins {begins[:80]!r}",
            where=evidence.name,
            do="what do its dates mean? export the chat again with the phone set to English, or send this line",
        )
    order = _order(evidence, guesses, dates)
    if order is None:
        why = f"dates such as {dates[0]!r} can be read in two ways, and nothing in the file says which"
        do = "does the day or the month come first? add the file again with --country, GB for the day, US for the month"
        yield Refusal("", dates[0], why, do)
    guesses.said["time zone"] = "not in the file: days are read, times of day kept as written"
    talk = Talk(country=evidence.country, service="WhatsApp", counts=guesses.counts)
    open_one: Record | None = None
    first = 0
    for number, text in _lines(evidence):
        if line := opening(text):
            if open_one is not None:
                yield open_one
            first = first or number
            open_one = Record(number, line, [], talk, order)
        elif open_one is not None:
            open_one.more.append(text)
    if open_one is not None:
        yield open_one
        title = _title(evidence.name)
        yield Record(first, Line("", "", "", title), [], talk, order, ends=True)


def _order(evidence: Evidence, guesses: Guesses, dates: list[str]) -> Order | None:
    fitting = styles(dates)
    said = order_in(evidence.country) if guesses.said.get("country_from") == SAID_COUNTRY else None
    if said and (said in fitting or not fitting):
        guesses.said["dates"] = f"{said}, by the country given"
        return said
    if len(fitting) == 1 or (fitting and same_under(dates, fitting)):
        guesses.said["dates"] = f"{fitting[0]}: in no other order do they exist and run forward"
        return fitting[0]
    return None


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give the message with its sender, or the chat behind the last one."""
    if record.ends:
        yield from _chat(record)
        return
    talk = record.talk
    found = begin("Message", record, "messages")
    found.link("parent", f"chat {CHAT}")
    yield from _date(found, record)
    if not record.line.sender:
        yield notice(found).add("bodyText", record.text)
        return
    found.add("bodyText", record.text)
    meant = yield from talk.party(*_who(record.line.sender), record.spot)
    found.link("sender", meant.key).link("senderAccount", meant.account)
    if meant.key:
        talk.chats.add(meant.key)
    if match := _FILE.search(record.line.text):
        name = match[1] or match[2]
        kind = _KINDS.get(name.rpartition(".")[2].lower(), "application/*")
        yield from attachment(record, found.key, name, kind)
    yield found


def _date(found: Found, record: Record) -> Iterator[Refusal]:
    if record.order is None:
        why = f"{record.line.date!r} can be read in two ways"
        do = "answer the question at the file, and add it again"
        yield Refusal(record.spot, record.line.when, why, do, found.key, "date")
        return
    day = read_date(record.line.date, record.order)
    if day.day is None:
        yield Refusal(
            record.spot, record.line.when, day.reason, "note the day by hand", found.key, "date"
        )
        return
    when, since = record.line.when, str(FIRST_YEAR)
    if refusal := unset_clock(day.day, when, record.spot, found.key, "date", since):
        yield refusal
    else:
        found.add("date", day.day, when)


def _who(sender: str) -> tuple[str, str]:
    """Give (number, name) of a sender: an export shows the number of whoever is not a contact."""
    digits = sum(c.isdigit() for c in sender)
    is_number = digits >= 7 and not any(c.isalpha() for c in sender)
    return (sender.replace("\u00a0", " "), "") if is_number else ("", sender)


def _chat(record: Record) -> Iterator[Found]:
    people = sorted(record.talk.chats)
    found = begin("Chat", record, "chats", key=f"chat {CHAT}")
    found.add("title", record.line.text).add("service", "WhatsApp")
    for key in people:
        found.link("participants", key)
    yield found


def _title(name: str) -> str:
    """Give what the file's name, or that of its zip, calls the chat."""
    for piece in reversed(re.split(r"[/!]", name)):
        stem = re.sub(r"\.(?:txt|zip)$", "", piece, flags=re.IGNORECASE)
        if match := _TITLE.match(stem):
            return match[1].strip()
    return ""


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a message with the five before and after it."""
    wanted = int(spot[5:]) if re.fullmatch(r"line \d{1,12}", spot) else 0
    before: deque[tuple[int, Line, list[str]]] = deque(maxlen=NEIGHBOURS)
    messages = _messages(evidence)
    for one in messages:
        if one[0] == wanted:
            shown = [*before, one, *islice(messages, NEIGHBOURS)]
            return Excerpt(
                "message", ("time", "from", "to", "text"), tuple(_shown(m, wanted) for m in shown)
            )
        before.append(one)
    raise NotFound(f"there is no {spot!r} in {evidence.name}", do="messages are named 'line N'")


def _messages(evidence: Evidence) -> Iterator[tuple[int, Line, list[str]]]:
    last: tuple[int, Line, list[str]] | None = None
    for number, text in _lines(evidence):
        if line := opening(text):
            if last is not None:
                yield last
            last = number, line, []
        elif last is not None:
            last[2].append(text)
    if last is not None:
        yield last


def _shown(message: tuple[int, Line, list[str]], wanted: int) -> tuple[str, tuple[str, ...], bool]:
    number, line, more = message
    text = "\n".join([line.text, *more]).strip()
    return f"line {number}", (line.when, line.sender, "", text), number == wanted


whatsapp_chat: Reader[Record] = Reader(
    name="whatsapp-chat",
    title="WhatsApp chat exported as text",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        "Chat Message LegalEntity UserAccount Image Audio Video Document".split()  # noqa: SIM905
    ),
    sample=(
        "whatsapp_chat.txt",
        {"messages": 6, "system_messages": 1, "attachments": 1, "chats": 1},
    ),
)
