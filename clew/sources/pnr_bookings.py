"""What a booking says of itself: contacts, legs, seats, bags, records split from it, its history."""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.edifact import Segment
from clew.sources.pnr_contacts import add_address, add_contact, contact_in, texts_of
from clew.sources.pnr_dates import day_of
from clew.sources.pnr_people import Traveller, add_segment, meant, travellers_of
from clew.sources.pnrgov import Booking, Group, booking_key, locators_of

_NOTE_LENGTH = 5_000
_UNITS = {"700": "kg", "701": "lb"}
_REQUESTS = ("DOCS", "DOCA", "DOCO")


def say(booking: Booking) -> Iterator[Found | Refusal]:
    """Give the booking, its people and documents, its contacts, its legs and split records."""
    people = travellers_of(booking)
    event = Found("Event", booking.key, booking.spot, keep="shared")
    contact = Found("LegalEntity", f"{booking.spot} contact", booking.spot)
    agent = Found("LegalEntity", f"{booking.spot} agent", booking.spot)
    yield from _describe(booking, event)
    for segment in booking.own:
        _add_own(booking, segment, event, {"contact": contact, "agent": agent}, people)
    for leg in booking.legs:
        _add_leg_notes(booking, leg, event, people)
        _add_checkins(booking, leg, event, people)
    for one in people:
        event.link("involved", one.person.key, one.person.spot)
        yield one.person
        yield from one.about
    yield event
    for found, role in (
        (contact, "contact of the booking"),
        (agent, "travel agent of the booking"),
    ):
        if found.values:
            yield found
            link = Found("UnknownLink", f"{found.key} link", booking.spot).link(
                "subject", found.key
            )
            yield link.link("object", event.key).add("role", role)
    yield from _splits(booking, event)
    yield from _journey(booking, people)


def _describe(booking: Booking, event: Found) -> Iterator[Refusal]:
    """Say a booking's names, when it was made, and its history."""
    for carrier, locator, day in booking.locators:
        name = f"Booking {carrier} {locator}"
        event.add("name", name, f"{carrier}:{locator}").add("recordId", locator)
        if made := day_of(day):
            event.add("date", made, day)
        elif day:
            reason = f"{day!r} is no date (DDMMYY)"
            yield Refusal(booking.spot, day, reason, "ask the carrier", event.key, "date")
    for group in booking.services:
        event.add("notes", "Other service: " + " · ".join(s.text for s in group.whole))
    told = ""
    for segment in booking.history:
        told += f" · {segment.text[:_NOTE_LENGTH]}"
        if len(told) > _NOTE_LENGTH:
            event.add("notes", f"History: {told[3:]}")
            told = ""
    event.add("notes", f"History: {told[3:]}" if told else "")


def _add_own(
    booking: Booking,
    segment: Segment,
    event: Found,
    others: dict[str, Found],
    people: list[Traveller],
) -> None:
    """Add a segment that stands before the travellers: its contacts are the booking's, not a person's."""
    at = booking.at(segment)
    if segment.tag == "RCI":
        return
    if segment.tag == "ADD":
        add_address(others["contact"], segment, at)
        return
    if segment.tag == "SSR" and segment.part(0) in _REQUESTS and (ones := meant(segment, people)):
        for one in ones:
            add_segment(one, segment, at)
        return
    told = f"{segment.part(0)} {texts_of(segment)}" if segment.tag == "SSR" else texts_of(segment)
    contact = contact_in(told) if segment.tag in ("IFT", "SSR") else None
    if contact:
        found = others["agent" if contact.is_agents else "contact"]
        add_contact(found, contact, at)
        found.add("notes", told, segment.text, at)
    else:
        event.add("notes", segment.text, spot=at)


def _flight(leg: Group | Segment) -> str:
    """Give the flight of a TVL as carrier and number: DL324."""
    tvl = leg.head if isinstance(leg, Group) else leg
    return f"{tvl.part(3)}{tvl.part(4)}"


def _add_leg_notes(booking: Booking, leg: Group, event: Found, people: list[Traveller]) -> None:
    """Add seats to the travellers they name, the rest of a leg to the booking."""
    flight = _flight(leg)
    for segment in leg.segments:
        at = booking.at(segment)
        seats = [*_seats(segment, people)]
        for one, seat in seats:
            one.note(f"Seat {flight}: {seat}", segment.text, at)
        if not seats and segment.tag not in ("RCI", "TVL"):
            event.add("notes", f"{flight}: {segment.text}", segment.text, at)


def _seats(segment: Segment, people: list[Traveller]) -> Iterator[tuple[Traveller, str]]:
    """Give who has which seat by a SEAT or NSST request."""
    if segment.tag == "SSR" and segment.part(0) in ("SEAT", "NSST"):
        for element in segment.elements[1:]:
            seat, _, ref, *_ = [*(part.strip() for part in element), "", "", ""]
            yield from ((one, seat) for one in people if seat and one.is_called(ref))


def _add_checkins(booking: Booking, leg: Group, event: Found, people: list[Traveller]) -> None:
    """Add seats and bags at check-in to the travellers they name, else to the booking."""
    flight = _flight(leg)
    for group in leg.checkins:
        here: Traveller | None = None
        for segment in group.whole:
            if segment.tag == "TRI":
                here = _checked_in(segment, people)
            elif segment.tag == "TIF":
                here = _by_name(segment, people) or here
            told = _checkin(flight, segment)
            if told and here:
                here.note(told, segment.text, booking.at(segment))
            elif told:
                event.add("notes", told, segment.text, booking.at(segment))


def _checked_in(tri: Segment, people: list[Traveller]) -> Traveller | None:
    return next((one for one in people if one.is_called(tri.part(1, 3))), None)


def _by_name(tif: Segment, people: list[Traveller]) -> Traveller | None:
    names = (tif.part(0), tif.part(1))
    return next((one for one in people if one.names == names), None)


def _checkin(flight: str, segment: Segment) -> str:
    """Say in words what a segment of a check-in says; empty for the name it only repeats."""
    if segment.tag == "TIF":
        return ""
    if segment.tag == "TRI":
        return f"Check-in {flight}: number {segment.part(1)}" if segment.part(1) else ""
    if segment.tag == "DAT":
        when = (
            ":".join(part for part in segment.elements[0][1:] if part) if segment.elements else ""
        )
        return f"Check-in {flight}: {when}" if when else ""
    if segment.tag == "SSD":
        return f"Seat at check-in {flight}: {segment.part(0)}"
    if segment.tag == "TBD":
        unit = _UNITS.get(segment.part(1, 2), segment.part(1, 2))
        tags = [" ".join(part for part in e if part) for e in segment.elements[4:] if any(e)]
        weight = f", {segment.part(1, 1)} {unit}" if segment.part(1, 1) else ""
        return f"Bags {flight}: {segment.part(1)}{weight}; tags {', '.join(tags) or 'not told'}"
    return f"Check-in {flight}: {segment.text}"


def _splits(booking: Booking, event: Found) -> Iterator[Found]:
    """Give the records a booking was split from or into."""
    for group in booking.splits:
        at = booking.at(group.head)
        named = [one for segment in group.segments for one in locators_of(segment)]
        if not named:
            event.add("notes", " · ".join(s.text for s in group.whole), spot=at)
        for carrier, locator, _ in named:
            other = Found("Event", booking_key(carrier, locator), booking.spot, keep="shared")
            yield other.add("name", f"Booking {carrier} {locator}", spot=at)
            link = Found("UnknownLink", f"{booking.spot} split {locator}", booking.spot)
            link.link("subject", event.key).link("object", other.key)
            yield link.add("role", f"split record ({group.head.text})", group.head.text, at)


def _journey(booking: Booking, people: list[Traveller]) -> Iterator[Found | Refusal]:
    """Give each leg as a trip with the travellers on it; without legs, the message's flight."""
    legs = [(leg.head, leg.segments) for leg in booking.legs]
    if not legs and booking.flight is not None:
        legs = [(booking.flight, [])]
    for tvl, behind in legs:
        at = booking.at(tvl)
        left, arrived = tvl.part(0), tvl.part(0, 2)
        ports = [tvl.part(1), tvl.part(2)]
        trip = Found("Trip", " ".join(["leg", _flight(tvl), left, *ports]), at, keep="shared")
        day = day_of(left)
        trip.add("name", f"{_flight(tvl)} {day or ''}".strip() or "–".join(ports), tvl.text)
        trip.add("startDate", day, left).add("endDate", day_of(arrived), arrived)
        for prop, port in zip(("startLocation", "endLocation"), ports, strict=True):
            if port:
                address = Found("Address", f"port {port}", at, keep="shared")
                yield address.add("name", port).add("full", port)
                trip.link(prop, address.key)
        for other in (s for s in behind if s.tag == "TVL"):
            number = f"{tvl.part(3, 1)}{other.part(4)}"
            trip.add("notes", f"Operated as {number}", other.text, booking.at(other))
        for one in people:
            trip.link("involved", one.person.key, at)
        yield trip
        for prop, told in (("startDate", left), ("endDate", arrived)):
            if told and not day_of(told) and len(told) != 4:
                reason = f"{told!r} is no date (DDMMYY)"
                yield Refusal(at, told, reason, "ask the carrier", trip.key, prop)
