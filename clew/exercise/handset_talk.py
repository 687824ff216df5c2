"""What was said on a seized handset: calls, short messages and chats, in the owner's language."""

from random import Random

from clew.exercise.cellebrite import Model, said
from clew.exercise.handset import Contact, Handset, the_other, the_owner
from clew.exercise.scene import Text, agencies, texts
from clew.exercise.seeing import see_mentioned
from clew.exercise.truth import Sighting

_CHATS = 6
_MESSAGES_A_CHAT = (8, 24)


def time_stamp(moment: str) -> str:
    """Give the field that holds a moment in UTC."""
    return said("TimeStamp", f"{moment}.000+00:00", stamp=f"{moment}+00:00")


def call(handset: Handset) -> Model:
    """Give a call with somebody of the address book; one in five was not answered."""
    rng = handset.scene.rng
    contact, incoming = rng.choice(handset.contacts), rng.random() < 0.5
    seconds = 0 if rng.random() < 0.2 else rng.randrange(5, 900)
    kind = ("Incoming" if seconds else "Missed") if incoming else "Outgoing"
    other = the_other(handset, contact, "From" if incoming else "To")
    return handset.model(
        "Call", said("Source", "Phone"), said("Direction", "Incoming" if incoming else "Outgoing"),
        said("Type", kind), time_stamp(handset.scene.clock()),
        said("Duration", f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"),
        other.inside("Parties", "Party"), counts="calls",
    )  # fmt: skip


def sms(handset: Handset, number: int) -> Model:
    """Give the short message with that number in the handset, sent and received in turn."""
    contact = handset.scene.rng.choice(handset.contacts)
    other = the_other(handset, contact, "From" if number % 2 else "To")
    return handset.model(
        "SMS", said("Source", "Phone"), said("Folder", "Inbox" if number % 2 else "Sent"),
        time_stamp(handset.scene.clock()),
        said("Body", _text(handset, "sms")), other.inside("Parties", "Party"), counts="messages",
    )  # fmt: skip


def sentence(rng: Random, language: str, kind: str) -> str:
    """Give a sentence of a chat or sms in *language*, now and then in another one."""
    everything = texts("messages")
    sentences = everything[language]
    if rng.random() < 0.15:
        sentences = everything[rng.choice(("en", "sq", "sr", "tr", "ar"))]
    shared = everything["shared"]
    words = {"place": rng.choice(shared["places"]), "code": rng.choice(shared["codes"])}
    return str(rng.choice(sentences[kind])).format(
        amount=rng.choice((400, 800, 1500, 2500)), **words
    )


def _text(handset: Handset, kind: str) -> str:
    return sentence(handset.scene.rng, handset.spec["language"], kind)


def chats(handset: Handset) -> list[Model]:
    """Give the chats: mostly with planted contacts, in each a message that names a number."""
    rng = handset.scene.rng
    planted = [c for c in handset.contacts if c.sighting]
    others = [c for c in handset.contacts if not c.sighting]
    partners = rng.sample(planted, min(len(planted), _CHATS - 1))
    return [_chat(handset, partner) for partner in [*partners, rng.choice(others)]]


def _chat(handset: Handset, partner: Contact) -> Model:
    rng = handset.scene.rng
    count = rng.randint(*_MESSAGES_A_CHAT)
    moments = sorted(handset.scene.clock() for _ in range(count))
    messages = [
        _message(handset, partner, moment, n == count // 2) for n, moment in enumerate(moments)
    ]
    people = the_other(handset, partner, "General", jid=True), the_owner(handset, "General")
    handset.counts["chats"] = handset.counts.get("chats", 0) + 1
    return handset.model(
        "Chat", said("Source", "WhatsApp"), said("Id", f"{partner.phone[1:]}@s.whatsapp.net"),
        said("StartTime", f"{moments[0]}.000+00:00", stamp=f"{moments[0]}+00:00"),
        f'<multiModelField name="Participants" type="Party">{people[0]}{people[1]}</multiModelField>',
        f'<multiModelField name="Messages" type="InstantMessage">{"".join(map(str, messages))}</multiModelField>',
    )  # fmt: skip


def _message(handset: Handset, partner: Contact, moment: str, planted: bool) -> Model:
    rng = handset.scene.rng
    mine = rng.random() < 0.5
    sender = the_owner(handset, "From") if mine else the_other(handset, partner, "From", jid=True)
    body, mentioned = _text(handset, "chat"), None
    if planted and partner.sighting:
        mentioned = see_mentioned(_talked_of(handset), agencies()[handset.spec["agency"]], rng)
        kind = "plate" if mentioned.vehicle else "phone"
        body = rng.choice(texts("messages")[handset.spec["language"]][kind]).format(
            **mentioned.written
        )
    names = tuple(mentioned.written.items()) if mentioned else ()
    agency = agencies()[handset.spec["agency"]]
    handset.scene.texts.append(Text("message", handset.spec["language"], agency.state, body, names))
    attachment = ""
    if rng.random() < 0.04:
        attachment = _attachment(handset)
    model = handset.model(
        "InstantMessage", said("Source", "WhatsApp"),
        f'<modelField name="From" type="Party">{sender}</modelField>', said("Body", body), time_stamp(moment),
        attachment, counts="messages",
    )  # fmt: skip
    if mentioned:
        mentioned.stands(handset.spec["path"], model.where)
        handset.plan.sightings.append(mentioned)
    return model


def _talked_of(handset: Handset) -> Sighting:
    """Choose whose plate or number a message names: somebody another agency holds."""
    rng, agency = handset.scene.rng, handset.spec["agency"]
    here = {s.of for s in handset.plan.sightings if s.agency == agency}
    there = [
        s
        for s in handset.plan.sightings
        if s.of not in here
        and not s.like
        and (s.vehicle or "phone" in s.keys)
        and s.slot != "message"
    ]
    cars = [s for s in there if s.vehicle]
    people = [
        s for s in there if s.person and s.person.role not in ("uninvolved", "undercover-officer")
    ]
    return rng.choice(cars if cars and rng.random() < 0.5 else people)


def _attachment(handset: Handset) -> str:
    handset.counts["attachments"] = handset.counts.get("attachments", 0) + 1
    name = f"EXERCISE_{handset.counts['attachments']:03d}.txt"
    model = handset.model(
        "Attachment", said("Filename", name), said("ContentType", "text/plain"),
        said("attachment_extracted_path", f"files\\Text\\{name}"),
    )  # fmt: skip
    return model.inside("Attachments", "Attachment")
