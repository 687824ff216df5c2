"""Phone reports of any size, written as the extraction tool writes them; everybody is invented."""

import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measured import Figure, clew

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<project xmlns="http://pa.cellebrite.com/report/2.0" id="bench" name="bench" reportVersion="5.2"'
    ' extractionType="AdvancedLogical">\n<metadata section="Device Info">'
    '<item name="IMEI">490154203237518</item><item name="MSISDN">+38344100001</item></metadata>\n'
    "<decodedData>\n"
)
_TAIL = "</decodedData>\n</project>\n"
_MARKS = 'deleted_state="Intact" decoding_confidence="High" isrelated="False" source_index="{n}" extractionId="2"'
_CHAT_OF = 500
_FILE_EACH = 20
"""One message in so many carries a voice file."""
_WORDS = [
    "nesër",
    "vijmë",
    "gjashtë",
    "veta",
    "kufiri",
    "natën",
    "makina",
    "e",
    "bardhë",
    "para",
    "gati",
    "rruga",
    "lumi",
    "prit",
    "këtu",
]


def phone_figures(folder: Path, full: bool) -> list[Figure]:
    """Phone reports into a case: seconds and memory of the whole command."""
    sizes = [(100_000, 30)] + ([(1_000_000, 360)] if full else [])
    return [_figure(folder, messages, floor) for messages, floor in sizes]


def _figure(folder: Path, messages: int, floor: int) -> Figure:
    report = phone_report(folder / f"phone-{messages}.ufdr", messages)
    run = clew("add", folder / f"phone-{messages}", report, "--agency", "xk-police", "--json")
    size = report.stat().st_size / 1e6
    report.unlink()
    return Figure(
        f"phone report of {messages:,} messages ({size:,.0f} MB), whole command",
        f"{run.seconds:.0f} s, {run.peak_mb:,.0f} MB",
        f"{floor} s, 6,000 MB",
        "",
        run.seconds <= floor and run.peak_mb <= 6_000,
    )


def phone_report(path: Path, messages: int, *, seed: int = 1) -> Path:
    """Write a `.ufdr` of that many chat messages and a tenth as many calls; give its path."""
    rng = random.Random(seed)
    numbers = [f"383441{n:05d}" for n in range(2_000)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for n in range(0, messages, _FILE_EACH):
            archive.writestr(f"files/Audio/PTT-{n}.opus", b"no sound %d" % n)
        with archive.open("report.xml", "w", force_zip64=True) as out:
            for piece in _pieces(messages, rng, numbers):
                out.write(piece.encode())
    return path


def _pieces(messages: int, rng: random.Random, numbers: list[str]) -> Iterator[str]:
    yield _HEAD + '<modelType type="Call">\n'
    for n in range(messages // 10):
        yield _call(n, rng, numbers)
    yield '</modelType>\n<modelType type="Chat">\n'
    for at in range(0, messages, _CHAT_OF):
        yield _chat(at, min(_CHAT_OF, messages - at), rng, numbers)
    yield "</modelType>\n" + _TAIL


def _field(name: str, text: str = "", kind: str = "String") -> str:
    value = f'<value type="{kind}"><![CDATA[{text}]]></value>' if text else "<empty />"
    return f'            <field name="{name}" type="{kind}">\n                {value}\n            </field>\n'


def _time(at: int) -> str:
    stamp = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).isoformat()
    value = f'<value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="{stamp}">{stamp}</value>'
    return f'            <field name="TimeStamp" type="TimeStamp">\n                {value}\n            </field>\n'


def _party(mark: str, n: int, number: str, role: str) -> str:
    return (
        f'            <model type="Party" id="{mark}-{n}" {_MARKS.format(n=n)}>\n'
        + _field("UserMapping", "", "DecodingSourceOptions")
        + _field("Identifier", number)
        + _field("Role", role, "PartyRole")
        + _field("Name", f"Njeri {number[-5:]}")
        + _field("IsPhoneOwner", "False", "Boolean")
        + _field("IsGroupAdmin", "", "Boolean")
        + "            </model>\n"
    )


def _call(n: int, rng: random.Random, numbers: list[str]) -> str:
    party = _party("cp", n, f"+{rng.choice(numbers)}", "From" if n % 2 else "To")
    return (
        f'        <model type="Call" id="call-{n}" {_MARKS.format(n=n)}>\n'
        + _field("Source", "Phone")
        + _field("Direction", "Incoming" if n % 2 else "Outgoing", "CallDirection")
        + _time(rng.randrange(28_000_000))
        + _field("Duration", f"00:{n // 60 % 60:02d}:{n % 60:02d}", "TimeSpan")
        + f'<multiModelField name="Parties" type="Party">\n{party}</multiModelField>\n'
        + "        </model>\n"
    )


def _chat(first: int, count: int, rng: random.Random, numbers: list[str]) -> str:
    people = [f"{number}@s.whatsapp.net" for number in rng.sample(numbers, 5)]
    head = f'    <model type="Chat" id="chat-{first}" {_MARKS.format(n=first)}>\n' + _field(
        "Source", "WhatsApp"
    )
    parties = "".join(_party(f"c{first}", n, one, "General") for n, one in enumerate(people))
    body = "".join(_message(first + n, rng, people) for n in range(count))
    return (
        f'{head}<multiModelField name="Participants" type="Party">\n{parties}</multiModelField>\n'
        f'<multiModelField name="Messages" type="InstantMessage">\n{body}</multiModelField>\n    </model>\n'
    )


def _message(n: int, rng: random.Random, people: list[str]) -> str:
    attachment = ""
    if n % _FILE_EACH == 0:
        attachment = (
            f'            <model type="Attachment" id="att-{n}" {_MARKS.format(n=n)} file_id="file-{n}">\n'
            + _field("Filename", f"PTT-{n}.opus")
            + _field("ContentType", "audio/ogg; codecs=opus")
            + _field("attachment_extracted_path", f"files\\Audio\\PTT-{n}.opus")
            + "            </model>\n"
        )
    return (
        f'        <model type="InstantMessage" id="im-{n}" {_MARKS.format(n=n)}>\n'
        + _field("UserMapping", "Decoding", "DecodingSourceOptions")
        + _field("Source", "WhatsApp")
        + _field("ServiceIdentifier")
        + '            <modelField name="From" type="Party">\n'
        + _party("ip", n, rng.choice(people), "From")
        + '            </modelField>\n            <multiModelField name="To" type="Party" />\n'
        + _field("Body", " ".join(rng.choices(_WORDS, k=9)))
        + _field("Identifier", f"{n:032X}")
        + _time(rng.randrange(28_000_000))
        + '            <modelField name="Attachment" type="Attachment">\n'
        + "                <empty />\n            </modelField>\n"
        + f'            <multiModelField name="Attachments" type="Attachment">\n{attachment}'
        + "            </multiModelField>\n"
        + _field("Status", "Read", "MessageStatus")
        + '            <multiModelField name="SharedContacts" type="Contact" />\n'
        + _field("Platform", "Mobile", "Platform")
        + _field("Type", "AppMessage", "InstantMessageType")
        + _field("SourceApplication", "WhatsApp")
        + "        </model>\n"
    )
