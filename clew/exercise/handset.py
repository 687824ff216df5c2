"""One seized handset while its report is written: its owner, its address book, who talks."""

from dataclasses import dataclass, field
from typing import Any

from clew.exercise.cellebrite import Model, party
from clew.exercise.plan import Plan
from clew.exercise.scene import Scene
from clew.exercise.truth import Sighting


@dataclass(slots=True)
class Contact:
    """One number in the address book: how it is saved, its E.164 form, its sighting if planted."""

    name: str
    phone: str
    sighting: Sighting | None = None


@dataclass(slots=True)
class Handset:
    """One report while it is written."""

    scene: Scene
    plan: Plan
    spec: dict[str, Any]
    owner: Sighting
    contacts: list[Contact] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def model(self, kind: str, *parts: str, counts: str = "") -> Model:
        """Give a model with a new id; one in twenty of those that are counted is a deleted item."""
        deleted = bool(counts) and self.scene.rng.random() < 0.05
        for name in (counts, "deleted_items" if deleted else ""):
            if name:
                self.counts[name] = self.counts.get(name, 0) + 1
        return Model(kind, self.scene.id(), "".join(parts), "Deleted" if deleted else "Intact")

    def noted(self, one: Sighting | None, kind: str, where: str, value: str) -> None:
        """Note a further place where a planted value stands."""
        if one and kind in one.keys:
            one.also.setdefault(kind, []).append((where, value))


def the_other(handset: Handset, contact: Contact, role: str, *, jid: bool = False) -> Model:
    """Give the contact as a party of a call or message; *jid* writes the number as WhatsApp does."""
    identifier = f"{contact.phone[1:]}@s.whatsapp.net" if jid else contact.phone
    model = party(handset.scene.id(), identifier, contact.name, role)
    handset.noted(contact.sighting, "phone", model.where, identifier)
    handset.noted(contact.sighting, "person", model.where, contact.name)
    return model


def the_owner(handset: Handset, role: str) -> Model:
    """Give the handset's owner as a party of a message."""
    identifier, name = handset.owner.written["phone"], handset.owner.written["person"]
    model = party(handset.scene.id(), identifier, name, role, owner=True)
    handset.noted(handset.owner, "phone", model.where, identifier)
    handset.noted(handset.owner, "person", model.where, name)
    return model
