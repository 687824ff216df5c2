"""The XML of a Cellebrite report, as far as a rehearsal needs it: models, fields, parties, sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://pa.cellebrite.com/report/2.0"
_TYPES = {
    "Role": "PartyRole",
    "Duration": "TimeSpan",
    "Direction": "CallDirection",
    "IsPhoneOwner": "Boolean",
}


@dataclass(frozen=True, slots=True)
class Model:
    """One `<model>`: its type, id, the XML of its fields, Intact or Deleted."""

    kind: str
    id: str
    body: str
    state: str = "Intact"

    @property
    def where(self) -> str:
        """The place a person can go to."""
        return f"model id={self.id}"

    def __str__(self) -> str:
        return (
            f'<model type="{self.kind}" id="{self.id}" deleted_state="{self.state}" decoding_confidence="High"'
            f' isrelated="False" extractionId="0">{self.body}</model>\n'
        )

    def inside(self, name: str, kind: str) -> str:
        """Give the model as the only one of a list field *name* of type *kind*."""
        return f'<multiModelField name="{name}" type="{kind}">{self}</multiModelField>'


def said(name: str, text: str, *, stamp: str = "") -> str:
    """Give a field with one value; *stamp* makes it a time, *stamp* being its machine form."""
    if stamp:
        value = f'<value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="{stamp}">{text}</value>'
        return f'<field name="{name}" type="TimeStamp">{value}</field>'
    kind = _TYPES.get(name, "String")
    value = f'<value type="{kind}"><![CDATA[{text}]]></value>' if text else "<empty />"
    return f'<field name="{name}" type="{kind}">{value}</field>'


def party(id: str, identifier: str, name: str, role: str, *, owner: bool = False) -> Model:  # noqa: A002
    """Give somebody who takes part in a call or message."""
    fields = (
        said("Identifier", identifier),
        said("Role", role),
        said("Name", name),
        said("IsPhoneOwner", str(owner)),
    )
    return Model("Party", id, "".join(fields))


def device_info(pairs: Mapping[str, str]) -> str:
    """Give the section that describes the handset."""
    items = "".join(
        f"<item name={quoteattr(name)}>{escape(value)}</item>" for name, value in pairs.items()
    )
    return f'<metadata section="Device Info">{items}</metadata>'


def document(name: str, device: str, sections: Mapping[str, Sequence[Model]]) -> str:
    """Give the whole report: project, device and the decoded models by type."""
    decoded = "".join(
        f'<modelType type="{kind}">\n{"".join(map(str, models))}</modelType>\n'
        for kind, models in sections.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<project xmlns="{NAMESPACE}" id="EXERCISE" name={quoteattr(name)} reportVersion="5.2"'
        ' extractionType="AdvancedLogical">\n'
        '<sourceExtractions><extractionInfo id="0" name="Logical" /></sourceExtractions>\n'
        '<caseInformation><field name="Case name" fieldType="CaseName">EXERCISE</field></caseInformation>\n'
        f"{device}\n<decodedData>\n{decoded}</decodedData>\n</project>\n"
    )
