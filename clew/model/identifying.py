"""Which properties of which schema tell one thing from another, and how their keys are made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from clew.model import identifiers

if TYPE_CHECKING:
    from followthemoney.schema import Schema

OWNER_PROPS = ("holder", "owner")
"""Links by which a paper, account or card belongs to the one it tells apart."""


@dataclass(frozen=True, slots=True)
class Identifying:
    """A property that yields an identifier.

    Attributes:
        kind: one of `identifiers.KINDS`.
        key: value as kept → key, or None when the value is too weak to be one.
        of_owner: the identifier belongs to the entity's holder or owner when it has one.
    """

    kind: str
    key: Callable[[str], str | None]
    of_owner: bool = False


_BY_NAME: dict[str, tuple[str, Identifying]] = {
    "passportNumber": ("Thing", Identifying("document", identifiers.document)),
    "idNumber": ("Thing", Identifying("document", identifiers.document)),
    "socialSecurityNumber": ("Thing", Identifying("document", identifiers.document)),
    "number": ("Identification", Identifying("document", identifiers.document, of_owner=True)),
    "registrationNumber": ("Vehicle", Identifying("plate", identifiers.plate)),
    "imei": ("Handset", Identifying("imei", identifiers.imei)),
    "iban": ("BankAccount", Identifying("iban", identifiers.iban, of_owner=True)),
    "accountNumber": (
        "BankAccount",
        Identifying("account", lambda v: identifiers.account("bank", v), of_owner=True),
    ),
    "full": ("Address", Identifying("address", identifiers.address)),
    "address": ("Thing", Identifying("address", identifiers.address)),
    **{
        name: ("Thing", Identifying("serial", identifiers.serial))
        for name in ("vin", "engineNumber", "serialNumber", "imsi", "iccid")
    },
}


@lru_cache(maxsize=200)
def identifying(schema: "Schema") -> dict[str, Identifying]:
    """Give the identifying properties of *schema* by name."""
    found: dict[str, Identifying] = {}
    for name, prop in schema.properties.items():
        if prop.stub or (
            not schema.is_a("Thing") and schema.name not in ("Identification", "Passport")
        ):
            continue
        if name == "passportNumber" and schema.is_a("Identification"):
            found[name] = Identifying("document", identifiers.document, of_owner=True)
        elif prop.type.name == "phone":
            found[name] = Identifying("phone", _itself, of_owner=schema.is_a("UserAccount"))
        elif prop.type.name == "email":
            found[name] = Identifying("email", _itself, of_owner=schema.is_a("UserAccount"))
        elif name in _BY_NAME and schema.is_a(_BY_NAME[name][0]):
            found[name] = _BY_NAME[name][1]
    return found


def _itself(value: str) -> str | None:
    return value
