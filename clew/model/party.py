"""A person, or an organisation, as a record says: what is compared, and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """What one record says of one person or body; each property may have several values or none.

    Attributes:
        id: the record's own id in its file or list.
        schema: FollowTheMoney's word: "Person" unless told, "LegalEntity" where that is not known.
        names: names as written, the best known first, other names after it.
        births: dates of birth, ISO 8601 as far as known: "1980", "1980-05", "1980-05-04".
        sexes: "male", "female"; nothing else.
        nationalities: two letters, lower case, as FollowTheMoney writes countries.
        fathers: names of the father as written.
        documents: numbers of passports, identity cards, permits, as written.
        phones: telephone numbers, E.164 ("+38344000001").
        places: places of birth as written.
        birth_countries: countries of birth, two letters, lower case.
    """

    id: str
    schema: str = "Person"
    names: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    birth_countries: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """False for organisations, companies, public bodies, vessels; True where it is not known."""
        return self.schema in ("Person", "LegalEntity")
