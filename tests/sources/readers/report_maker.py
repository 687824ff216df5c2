"""Makes small phone reports for tests; everybody in them is invented."""

from pathlib import Path

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.cellebrite import cellebrite

NAMESPACE = "http://pa.cellebrite.com/report/2.0"
TIME = "2026-03-01T18:00:00+00:00"


def field(name: str, value: str, kind: str = "String") -> str:
    said = f'<value type="{kind}"><![CDATA[{value}]]></value>' if value else "<empty />"
    return f'<field name="{name}" type="{kind}">{said}</field>'


def time(name: str = "TimeStamp", at: str = TIME, written: str = "") -> str:
    said = f'formattedTimestamp="{at}"' if at else ""
    value = f'<value type="TimeStamp" format="TimeStampKnown" {said}>{written or at}</value>'
    return f'<field name="{name}" type="TimeStamp">{value}</field>'


def model(kind: str, name: str, *inside: str, deleted: str = "Intact") -> str:
    mark = f' id="{name}"' if name else ""
    return f'<model type="{kind}"{mark} deleted_state="{deleted}">{"".join(inside)}</model>'


def many(name: str, kind: str, *models: str) -> str:
    return f'<multiModelField name="{name}" type="{kind}">{"".join(models)}</multiModelField>'


def one(name: str, kind: str, inside: str) -> str:
    return f'<modelField name="{name}" type="{kind}">{inside}</modelField>'


def party(name: str, number: str, role: str = "", called: str = "", *, owner: bool = False) -> str:
    said = field("Identifier", number) + field("Role", role, "PartyRole") + field("Name", called)
    return model("Party", name, said, field("IsPhoneOwner", str(owner), "Boolean"))


def text(name: str, body: str, sender: str, service: str = "WhatsApp", **state: str) -> str:
    said = field("Source", service) + one("From", "Party", party(f"p-{name}", sender, "From"))
    return model("InstantMessage", name, said, field("Body", body), time(), **state)


def chat(name: str, *messages: str, inside: str = "") -> str:
    said = field("Source", "WhatsApp") + inside
    return model("Chat", name, said, many("Messages", "InstantMessage", *messages))


def contact(name: str, called: str, *numbers: str, **state: str) -> str:
    entries = (
        model("PhoneNumber", f"{name}-{n}", field("Value", number))
        for n, number in enumerate(numbers)
    )
    return model(
        "Contact", name, field("Name", called), many("Entries", "ContactEntry", *entries), **state
    )


def section(kind: str, *models: str) -> str:
    return f'<modelType type="{kind}">{"".join(models)}</modelType>'


def report(*sections: str, device: str = "") -> str:
    about = f'<metadata section="Device Info">{device}</metadata>' if device else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<project xmlns="{NAMESPACE}">{about}'
        f"<decodedData>{''.join(sections)}</decodedData></project>"
    )


def item(name: str, value: str) -> str:
    return f'<item name="{name}">{value}</item>'


class Reading:
    """What reading one report gave.

    Attributes:
        found: entities in order, those with the same key put together under the first.
        refused: refusals in order.
        guesses: what was assumed, and the counts.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.found: dict[str, Found] = {}
        self.refused: list[Refusal] = []
        self.guesses = Guesses()
        for items in read_records(cellebrite, evidence, self.guesses):
            for one_item in items:
                if isinstance(one_item, Refusal):
                    self.refused.append(one_item)
                elif one_item.key not in self.found:
                    self.found[one_item.key] = one_item
                elif one_item.keep == "shared":
                    self.found[one_item.key].values += one_item.values

    def of(self, schema: str) -> list[Found]:
        """Entities of one schema."""
        return [f for f in self.found.values() if f.schema == schema]

    def get(self, key: str, prop: str) -> list[str]:
        """Values of one property, each once."""
        return list(dict.fromkeys(v.text for v in self.found[key].values if v.prop == prop))


def evidence_of(path: Path, country: str | None = None) -> Evidence:
    """Evidence of a file of a made-up agency."""
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police", country)


def read(folder: Path, document: str | bytes, country: str | None = None) -> Reading:
    """Write a report down and read it."""
    path = folder / "report.xml"
    path.write_bytes(document if isinstance(document, bytes) else document.encode())
    return Reading(evidence_of(path, country))
