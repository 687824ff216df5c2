"""Tables of ALEAPP, iLEAPP and IPED: rows become what their headers say they are."""

from pathlib import Path

import pytest

from clew.errors import UnknownSource
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.ports import SAID_COUNTRY
from clew.sources.reader import read_records
from clew.sources.recognising import recognise
from clew.sources.tool_columns import columns

SAMPLES = Path(__file__).parents[1] / "samples"
EXPORTS = "ALEAPP_Reports_2026/_TSV Exports"


class Table:
    """One table read: entities by key, refusals, what was assumed."""

    def __init__(
        self, path: Path, content: str, name: str = "", country: str | None = None
    ) -> None:
        path.write_text(content, encoding="utf-8")
        self.evidence = Evidence(
            path, name or path.name, "0" * 64, path.stat().st_size, "test-police", country or "GB"
        )
        reader = recognise(self.evidence, self.evidence.head())
        assert reader is not None
        self.reader = reader
        self.guesses = Guesses({"country_from": SAID_COUNTRY if country else ""})
        records = read_records(reader, self.evidence, self.guesses)
        items = [item for items in records for item in items]
        self.found = {item.key: item for item in items if isinstance(item, Found)}
        self.refused = [item for item in items if isinstance(item, Refusal)]

    def get(self, key: str, prop: str) -> list[str]:
        """Values of one property."""
        return [v.text for v in self.found[key].values if v.prop == prop]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Call Date|Phone Account Address|Partner|Type|Duration in Secs|Partner Location", "calls"),
        (
            "Starting Timestamp|Service Provider|Call Type|Call Direction|Phone Number|Call Duration",
            "calls",
        ),
        (
            "Message Timestamp|Read Timestamp|Message|Service|Message Direction|Chat Contact ID",
            "messages",
        ),
        ("Date|MSG ID|Thread ID|Address|Contact ID|Type|Body|Service Center", "messages"),
        ("Timestamp|Sender Name|Sender|Receiver|Message", "messages"),
        ("Display Name|Phone Number|Email Address", "contacts"),
        ("Timestamp|Latitude|Longitude|Source File", "places"),
        ("Timestamp|Key|Value", None),
        ("Bundle ID|Path", None),
    ],
)
def test_headers_say_what_rows_tell_of(headers: str, kind: str | None) -> None:
    found = columns(headers.split("|"))
    assert (found.kind if found else None) == kind


MESSAGES = (
    "Message Timestamp\tMessage\tMessage Direction\tPhone Number\n"
    "2026-03-01 21:05:00+01:00\tnesër te ura\tIncoming\t+442079460002\n"
    "2026-03-01 20:06:00\tpo\tOutgoing\t+442079460002\n"
)


def test_rows_of_messages_have_sender_recipient_text_and_time(tmp_path: Path) -> None:
    table = Table(tmp_path / "SMS.tsv", MESSAGES)
    assert table.reader.name == "leapp"
    assert table.get("row 2", "sender") == ["phone 442079460002"]
    assert table.get("row 3", "recipients") == ["phone 442079460002"]
    assert table.get("row 2", "bodyText") == ["nesër te ura"]
    assert table.get("row 2", "date") == ["2026-03-01T20:05:00"], "an offset makes it UTC"
    assert table.get("row 3", "date") == ["2026-03-01"], "without one the day is what is said"


def test_rows_of_places_are_addresses_and_events(tmp_path: Path) -> None:
    text = "Timestamp\tLatitude\tLongitude\n2026-03-01T20:05:00Z\t42.66\t21.16\n"
    table = Table(tmp_path / "places.tsv", text, f"{EXPORTS}/places.tsv")
    assert table.get("row 2", "latitude") == ["42.66"]
    assert table.get("row 2 event", "date") == ["2026-03-01T20:05:00"]


def test_a_table_of_contacts_outside_the_tools_folder_is_left_to_others(tmp_path: Path) -> None:
    text = "Name\tPhone Number\nBeni\t+442079460002\n"
    assert Table(tmp_path / "list.tsv", text).reader.name == "csv"
    assert Table(tmp_path / "list.tsv", text, f"{EXPORTS}/Contacts.tsv").reader.name == "leapp"


def test_a_table_with_other_headers_is_named_by_them(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="Timestamp, Key, Value"):
        Table(tmp_path / "x.tsv", "Timestamp\tKey\tValue\n1\ta\tb\n", f"{EXPORTS}/x.tsv")


def test_a_row_with_too_few_cells_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = Table(
        tmp_path / "SMS.tsv", MESSAGES + "2026-03-01\tx\n" + MESSAGES.splitlines()[1] + "\n"
    )
    assert [r.where for r in table.refused] == ["row 4"]
    assert "row 5" in table.found


IPED = (SAMPLES / "iped_files.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("key", "prop", "values"),
    [
        ("row 2", "fileName", ["phone.zip/DCIM/IMG-0001.jpg"]),
        ("row 2", "contentHash", ["86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"]),
        ("row 2", "createdAt", ["2026-03-01T20:05:00"]),
        ("row 3", "createdAt", ["2026-03-13"]),
        ("row 3", "deletedState", ["Deleted"]),
        ("row 4", "sender", ["phone 442079460002"]),
        ("row 4", "recipients", ["phone 442079460003"]),
    ],
)
def test_what_a_row_of_ipeds_list_says(
    tmp_path: Path, key: str, prop: str, values: list[str]
) -> None:
    assert Table(tmp_path / "list.csv", IPED).get(key, prop) == values


def test_ipeds_list_in_portuguese_is_read(tmp_path: Path) -> None:
    text = "Nome;Tamanho;Categoria;Apagado;Criação;Caminho\nfoto.jpg;2048;Imagens;sim;13/03/2026 09:15:00;a/foto.jpg\n"
    table = Table(tmp_path / "Lista de Arquivos.csv", text)
    assert table.reader.name == "iped"
    assert table.get("row 2", "deletedState") == ["Deleted"]


def test_dates_of_ipeds_list_that_fit_two_styles_are_asked(tmp_path: Path) -> None:
    text = IPED.replace("13/03/2026", "03/04/2026")
    refused = Table(tmp_path / "list.csv", text).refused
    assert {r.prop for r in refused} == {"createdAt", "modifiedAt"}
    assert "add the file again with --country" in refused[0].do
    assert Table(tmp_path / "list.csv", text, country="GB").get("row 3", "createdAt") == [
        "2026-04-03"
    ]
