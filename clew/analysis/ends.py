"""What a chart draws as a line between two entities instead of as an entity of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ends:
    """The properties that name the two ends of a call, a message, a payment.

    Attributes:
        sources: properties that name where it begins; a later one only where the earlier are empty.
        targets: properties that name where it ends, likewise.
        label: what the line is called.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    label: str


LINES = {
    "Call": Ends(("caller",), ("receiver",), "calls"),
    "Message": Ends(("sender", "senderAccount"), ("recipients", "recipientAccount"), "messages"),
    "Email": Ends(("emitters",), ("recipients",), "e-mails"),
    "Payment": Ends(("payer", "payerAccount"), ("beneficiary", "beneficiaryAccount"), "payments"),
    "UnknownLink": Ends(("subject",), ("object",), "named together"),
    "Ownership": Ends(("owner",), ("asset",), "ownership"),
    "Associate": Ends(("person",), ("associate",), "associate"),
    "Family": Ends(("person",), ("relative",), "family"),
    "Membership": Ends(("member",), ("organization",), "membership"),
    "Directorship": Ends(("director",), ("organization",), "directorship"),
    "Employment": Ends(("employee",), ("employer",), "employment"),
    "Representation": Ends(("agent",), ("client",), "representation"),
}
"""Schema → its ends, in FollowTheMoney's words."""

LABELS = {
    "holder": "holder", "owner": "owner", "operator": "driver or operator", "handset": "on handset",
    "participants": "participant", "involved": "involved", "vehicle": "vehicle", "parent": "part of",
    "addressEntity": "address", "proof": "evidence", "document": "document", "mentioned": "mentioned in",
    "resolved": "resolved", "origin": "from", "destination": "to",
}  # fmt: skip
"""Property → what the line is called; a property not listed goes by its own words."""


def label_of(prop: str) -> str:
    """Give what a line of this property is called.

    >>> label_of("owner"), label_of("inReplyToMessage")
    ('owner', 'in reply to message')
    """
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in prop)
    return LABELS.get(prop, words.strip())
