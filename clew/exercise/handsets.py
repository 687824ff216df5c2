"""Reports of seized handsets in the dialect of Cellebrite's Physical Analyzer (.ufdr and bare XML).

Each report has its device, an address book, calls, short messages, chats, accounts, locations and
networks, some of it deleted. The planted contacts call and write like everybody else.
"""

import io
import zipfile

from clew.exercise.cellebrite import Model, device_info, document, said
from clew.exercise.handset import Contact, Handset
from clew.exercise.handset_talk import call, chats, sms, time_stamp
from clew.exercise.numbers import luhn_digit
from clew.exercise.plan import Plan
from clew.exercise.scene import ZIP_DATE, Scene, agencies, of_slot, stage, texts
from clew.exercise.writing import Desk, write

_CALLS = 60
_SMS = 12
_PLACES = (
    (41.0082, 28.9784),
    (41.9973, 21.4280),
    (42.6629, 21.1655),
    (42.4304, 19.2594),
    (42.6977, 23.3219),
)
_AIRPORT_WIFI = ("00:11:22:33:44:55", "AIRPORT_FREE_WIFI")


def write_handsets(scene: Scene, plan: Plan) -> None:
    """Write the reports of all seized handsets and say at which model each sighting stands."""
    for spec in stage()["phone"]:
        owner = of_slot(plan.sightings, spec["agency"], "owner")[0]
        handset = Handset(scene, plan, spec, owner)
        xml = _report(handset).encode("utf-8")
        attachments = handset.counts.get("attachments", 0)
        content = _archive(xml, attachments) if spec["path"].endswith(".ufdr") else xml
        scene.write(spec["agency"], spec["path"], content, handset.counts)


def _report(handset: Handset) -> str:
    spec, scene, rng = handset.spec, handset.scene, handset.scene.rng
    device = of_slot(handset.plan.sightings, spec["agency"], "device")[0]
    device.stands(spec["path"], "section Device Info")
    owner_phone = handset.owner.keys["phone"]
    handset.noted(handset.owner, "phone", "section Device Info", owner_phone)
    iccid = f"8990{rng.randrange(10**14):014d}"
    pairs = {
        "DeviceInfoDetectedPhoneVendor": spec["model"][0], "DeviceInfoDetectedPhoneModel": spec["model"][1],
        "DeviceInfoOSType": spec["model"][2], "IMEI": device.written["imei"],
        "IMSI": f"99901{rng.randrange(10**10):010d}", "ICCID": iccid + luhn_digit(iccid), "MSISDN": owner_phone,
    }  # fmt: skip
    sections = {
        "UserAccount": [_account(handset)],
        "Contact": _contacts(handset),
        "Call": [call(handset) for _ in range(_CALLS)],
        "SMS": [sms(handset, number) for number in range(_SMS)],
        "Chat": chats(handset),
        "Location": [_location(handset) for _ in range(8)],
        "WirelessNetwork": [_wifi(handset)],
    }
    return document(f"EXERCISE {scene.seed} {spec['path']}", device_info(pairs), sections)


def _account(handset: Handset) -> Model:
    one = handset.owner
    entry = handset.model(
        "UserID",
        said("Category", "WhatsApp User Id"),
        said("Value", one.written["phone"]),
        said("Domain", "User ID"),
    )
    model = handset.model(
        "UserAccount", said("Source", "WhatsApp"), said("Name", one.written["person"]),
        said("Username", one.written["phone"]), said("ServiceType", "WhatsApp"),
        entry.inside("Entries", "ContactEntry"),
    )  # fmt: skip
    one.stands(handset.spec["path"], model.where)
    handset.noted(one, "phone", entry.where, one.written["phone"])
    return model


def _contacts(handset: Handset) -> list[Model]:
    rng, agency = handset.scene.rng, agencies()[handset.spec["agency"]]
    planted = of_slot(handset.plan.sightings, agency.name, "phone")
    contacts = [Contact(s.written["person"], s.keys["phone"], s) for s in planted]
    shared = texts("messages")["shared"]
    number = stage()["phone"].index(handset.spec)
    for name in shared["everywhere"] + shared["once"][number :: len(stage()["phone"])]:
        phone = handset.plan.crowd.numbers.phone(rng.choice((agency.state, "TR", "RS")))
        contacts.append(Contact(name, phone))
    rng.shuffle(contacts)
    handset.contacts = contacts
    return [_contact(handset, contact) for contact in contacts]


def _contact(handset: Handset, contact: Contact) -> Model:
    one, agency = contact.sighting, agencies()[handset.spec["agency"]]
    desk = Desk(agency.number, agency.state, handset.spec["language"])
    number = (
        one.written["phone"] if one else write("phone", contact.phone, desk, handset.scene.rng, 0.3)
    )
    entries = [("phone", "PhoneNumber", "Mobile", number)]
    if one and "email" in one.keys:
        entries.append(("email", "EmailAddress", "Home", one.written["email"]))
    if one and "account" in one.keys:
        entries.append(("account", "UserID", "Username", one.written["account"]))
    models = [
        (kind, value, handset.model(form, said("Category", category), said("Value", value)))
        for kind, form, category, value in entries
    ]
    source = "Telegram" if one and "account" in one.keys else "Phone"
    inside = "".join(str(model) for _, _, model in models)
    model = handset.model(
        "Contact", said("Source", source), said("Name", contact.name),
        f'<multiModelField name="Entries" type="ContactEntry">{inside}</multiModelField>', counts="contacts",
    )  # fmt: skip
    if one:
        one.stands(handset.spec["path"], model.where)
        for kind, value, entry in models:
            handset.noted(one, kind, entry.where, value)
    return model


def _location(handset: Handset) -> Model:
    rng = handset.scene.rng
    latitude, longitude = rng.choice(_PLACES)
    position = handset.model(
        "Coordinate", said("Latitude", f"{latitude + rng.uniform(-0.05, 0.05):.5f}"),
        said("Longitude", f"{longitude + rng.uniform(-0.05, 0.05):.5f}"),
    )  # fmt: skip
    return handset.model(
        "Location", said("Name", "EXERCISE"), time_stamp(handset.scene.clock()),
        f'<modelField name="Position" type="Coordinate">{position}</modelField>', counts="locations",
    )  # fmt: skip


def _wifi(handset: Handset) -> Model:
    return handset.model(
        "WirelessNetwork", said("BSSId", _AIRPORT_WIFI[0]), said("SSId", _AIRPORT_WIFI[1])
    )


def _archive(xml: bytes, attachments: int) -> bytes:
    """Pack a report as .ufdr: a zip of stored members, report.xml first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("report.xml", ZIP_DATE), xml)
        for number in range(1, attachments + 1):
            name = f"files/Text/EXERCISE_{number:03d}.txt"
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), "EXERCISE. Invented attachment.\n")
    return out.getvalue()
