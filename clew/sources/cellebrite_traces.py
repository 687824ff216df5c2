"""Journeys, networks, cells, searches, notes and the calendar of a phone report, as found entities.

Each says what the handset noted, no more: a network it knew, words typed into a search, a date
somebody put into its calendar.
"""

from collections.abc import Iterator

from clew.model.evidence import Found
from clew.sources.cellebrite_messages import Desk, Given, attachments, begin, place_of, timed
from clew.sources.cellebrite_report import Model
from clew.sources.cellebrite_things import location
from clew.sources.parties import Meant

_CELL = ("MCC", "MNC", "LAC", "CID")


def journey(model: Model, desk: Desk) -> Given:
    """A Trip with its first and last place, and each place on the way as a location of its own."""
    trip = begin("Trip", model, desk, "journeys")
    trip.add("name", model.text("Name", "Description") or "journey")
    trip.add("summary", model.text("Source"))
    yield from timed(trip, model, "startDate", "StartTime", "TimeStamp")
    yield from timed(trip, model, "endDate", "EndTime")
    for place, prop in (("FromPoint", "startLocation"), ("ToPoint", "endLocation")):
        for point in model.all(place, place[:-5]):
            yield from _stop(point, desk)
            trip.link(prop, point.key)
    for point in model.all("WayPoints", "Waypoints", "Points"):
        yield from _stop(point, desk)
        trip.link("addressEntity", point.key)
    yield trip


def _stop(point: Model, desk: Desk) -> Given:
    """A place of a journey; a bare position counts as no location."""
    if point.type != "Coordinate":
        yield from location(point, desk)
        return
    place = Found("Address", point.key, point.spot, keep="file")
    place.add("latitude", point.text("Latitude")).add("longitude", point.text("Longitude"))
    yield place.add("remarks", point.text("Comment"))


def wireless_network(model: Model, desk: Desk) -> Given:
    """An Event: the handset noted a wireless network, with its name, its radio's address, its place."""
    found = begin("Event", model, desk, "wireless_networks")
    found.add("name", model.text("SSId", "SSID", "Name") or model.text("BSSId", "BSSID"))
    found.add("recordId", model.text("BSSId", "BSSID"))
    found.add("keywords", "wireless network").add("summary", model.text("SecurityMode"))
    names = ("LastConnection", "LastAutoConnection", "TimeStamp", "ConnectionTimestamp")
    yield from timed(found, model, "date", *names)
    yield from timed(found, model, "endDate", "EndTime")
    yield from place_of(found, model)
    yield found


def cell_tower(model: Model, desk: Desk) -> Given:
    """An Event: the handset noted a cell of a mobile network, by its four numbers."""
    found = begin("Event", model, desk, "cells")
    number = "-".join(text for name in _CELL if (text := model.text(name)))
    found.add("name", f"cell {number}" if number else "cell").add("recordId", number)
    found.add("keywords", "cell")
    yield from timed(found, model, "date", "TimeStamp")
    yield from place_of(found, model)
    yield found


def searched_item(model: Model, desk: Desk) -> Given:
    """An Event: words typed into a search, and where."""
    found = begin("Event", model, desk, "searches")
    found.add("name", model.text("Value", "Name", "PositionAddress") or "search")
    found.add("keywords", "search").add("summary", model.text("Source", "Origin"))
    yield from timed(found, model, "date", "TimeStamp")
    yield from place_of(found, model)
    yield found


def note(model: Model, desk: Desk) -> Given:
    """A PlainText: what somebody wrote into the handset's notes."""
    found = begin("PlainText", model, desk, "notes")
    found.add("title", model.text("Title", "Name", "Subject"))
    found.add("bodyText", model.text("Body", "Details", "Summary"))
    yield from timed(found, model, "createdAt", "Creation", "TimeStamp", "CreationTime")
    yield from timed(found, model, "modifiedAt", "Modification", "ModificationTime")
    yield from attachments(model, desk)
    yield found


def calendar_entry(model: Model, desk: Desk) -> Given:
    """An Event of the calendar, with its beginning, end, place and whoever was asked to come."""
    found = begin("Event", model, desk, "calendar_entries")
    found.add("name", model.text("Subject", "Title", "Name") or "calendar entry")
    found.add("description", model.text("Details", "Description", "Body"))
    found.add("location", model.text("Location")).add("keywords", "calendar")
    yield from timed(found, model, "startDate", "StartDate", "StartTime", "TimeStamp")
    yield from timed(found, model, "endDate", "EndDate", "EndTime")
    yield from _asked(found, model, desk)
    yield from attachments(model, desk)
    yield found


def _asked(found: Found, model: Model, desk: Desk) -> Iterator[Found]:
    for place in ("Attendees", "Participants", "Organizer", "Organizers"):
        for party in model.all(place):
            for item in desk.people.party(party, ""):
                if isinstance(item, Meant):
                    found.link("involved", item.key)
                else:
                    yield item
