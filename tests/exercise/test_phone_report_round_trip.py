"""What the rehearsal writes into a phone report, the reader gives back: contacts, calls, texts, chats."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.exercise.cellebrite import Model, device_info, document, party, said
from clew.exercise.handset_talk import time_stamp
from clew.model.evidence import Evidence, Found, Guesses
from clew.sources.reader import all_readers, read_records

LETTERS = st.characters(categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0x06FF)
NAMES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda name: not name.isdigit())
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from(" .,:?!&<>'\"")), min_size=1, max_size=40)
PHONES = st.integers(0, 999_999).map(lambda number: f"+38344{number:06d}")
MOMENTS = st.datetimes().map(lambda moment: f"2026-08-{moment.day:02d}T{moment:%H:%M:%S}")
CONTACTS = st.lists(st.tuples(NAMES, PHONES), max_size=5, unique_by=lambda contact: contact[1])
WRITTEN = st.lists(st.tuples(PHONES, MOMENTS, TEXTS, st.booleans()), max_size=6)


def field(name: str, kind: str, models: list[Model]) -> str:
    inside = "".join(map(str, models))
    return f'<multiModelField name="{name}" type="{kind}">{inside}</multiModelField>'


def contact(number: int, name: str, phone: str) -> Model:
    entry = Model(
        "PhoneNumber", f"entry-{number}", said("Category", "Mobile") + said("Value", phone)
    )
    body = said("Source", "Phone") + said("Name", name) + field("Entries", "ContactEntry", [entry])
    return Model("Contact", f"contact-{number}", body)


def message(number: int, phone: str, moment: str, text: str, *, deleted: bool) -> Model:
    other = party(f"party-{number}", phone, "", "From")
    body = said("Source", "Phone") + said("Folder", "Inbox") + time_stamp(moment)
    body += said("Body", text.replace("]]>", "")) + field("Parties", "Party", [other])
    return Model("SMS", f"sms-{number}", body, "Deleted" if deleted else "Intact")


def read(folder: Path, xml: str, *, packed: bool) -> list[Found]:
    path = folder / ("report.ufdr" if packed else "report.xml")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("report.xml", xml)
    else:
        path.write_text(xml, "utf-8")
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "xk-police", "XK")
    reader: Any = all_readers()["cellebrite"]
    items = [item for record in read_records(reader, evidence, Guesses()) for item in record]
    return [item for item in items if isinstance(item, Found)]


def told(found: Found, prop: str) -> list[str]:
    return [value.text for value in found.values if value.prop == prop]


@given(CONTACTS, WRITTEN, st.booleans())
def test_contacts_and_texts_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[tuple[str, str]],
    written: list[tuple[str, str, str, bool]],
    packed: bool,
) -> None:
    sections = {
        "Contact": [contact(n, *one) for n, one in enumerate(people)],
        "SMS": [message(n, *one[:3], deleted=one[3]) for n, one in enumerate(written)],
    }
    xml = document("EXERCISE", device_info({"IMEI": "490154203237518"}), sections)
    found = read(tmp_path_factory.mktemp("ufdr"), xml, packed=packed)
    books = [
        (told(f, "name"), told(f, "phone")) for f in found if f.spot.startswith("model id=contact-")
    ]
    assert books == [([name], [phone]) for name, phone in people]
    texts = [f for f in found if f.schema == "Message"]
    assert [told(f, "bodyText") for f in texts] == [
        [text.strip()] if text.strip() else [] for _, _, text, _ in written
    ]
    assert [told(f, "date")[0][:19] for f in texts] == [moment for _, moment, _, _ in written]
    assert [told(f, "deletedState") == ["Deleted"] for f in texts] == [d for *_, d in written]
