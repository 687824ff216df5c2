"""The rules a clue can follow: one function each, whose docstring is the rule.

A rule is handed the two values as they stand in the files and gives the sentence the analyst
reads. Sentences are made when they are read, never kept, so that erasing a value erases them too.
They say what the records show and no more. Weights stand in `weighing/weights.toml`.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

Rule = Callable[["Said", "Said"], str]


class Said(Protocol):
    """A value with what a sentence needs of it: as kept, as written, and whether it may be shown."""

    @property
    def value(self) -> str:
        """The value as the model holds it."""

    @property
    def written(self) -> str:
        """The value as it stands in the file."""


class Text(NamedTuple):
    """A value that is kept as it was written."""

    value: str

    @property
    def written(self) -> str:
        """The value as it stands in the record."""
        return self.value


def sentence(rule: str, a: Said, b: Said, covered: bool) -> str:
    """Give the sentence of a rule about two values; a covered or erased value is not spoken of."""
    said = RULES[rule]
    return f"{_words(said)} The value is covered or erased." if covered else said(a, b)


def _words(rule: Rule) -> str:
    return (rule.__doc__ or "").strip()


def same_name(a: Said, b: Said) -> str:
    """The names agree in each part, order and titles aside."""
    if a.written == b.written:
        return f"Both records carry the name '{a.written}'."
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b)}"


def similar_names(a: Said, b: Said) -> str:
    """The names of the two records are alike, but not in each letter or part."""
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b)}"


def single_name(a: Said, b: Said) -> str:
    """One of the two names is a single word, which many people bear."""
    if a.written == b.written:
        return f"Both records say no more than '{a.written}'; a single name says little."
    return f"One record says '{a.written}', the other '{b.written}'; a single name says little."


def father_and_child_exchanged(a: Said, b: Said) -> str:
    """One's own name is the other's father's, so the names speak of two people."""
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b)}"


def other_name(a: Said, b: Said) -> str:
    """The names do not fit one another."""
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b)}"


def similar_body_names(a: Said, b: Said) -> str:
    """The names of the two organisations are the same or alike."""
    if a.written == b.written:
        return f"Both records carry the name '{a.written}'."
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b, person=False)}"


def other_body_name(a: Said, b: Said) -> str:
    """The names of the two organisations do not fit one another."""
    return f"One record says '{a.written}', the other '{b.written}'. {_reason(a, b, person=False)}"


def same_birth_date(a: Said, b: Said) -> str:
    """Both records give the same day, month and year of birth."""
    return f"Both records give the birth date {a.value}{_as_written(a, b)}."


def same_first_of_january(a: Said, b: Said) -> str:
    """Both records give the first of January of the same year, a day often written for an unknown one."""
    return f"Both records give {a.value} as birth date{_as_written(a, b)}; 1 January often stands for an unknown day."


def birth_day_and_month_swapped(a: Said, b: Said) -> str:
    """The birth dates agree once day and month of one are exchanged."""
    return f"The birth dates {a.value} and {b.value} agree once day and month of one are exchanged."


def birth_date_one_digit_off(a: Said, b: Said) -> str:
    """The birth dates differ in a single digit, as a slip of the pen would make them."""
    return f"The birth dates {a.value} and {b.value} differ in one digit."


def same_birth_year(a: Said, b: Said) -> str:
    """Both records give the same birth year; one of them gives no day and month to compare."""
    return f"Both records give the birth year {a.value[:4]}; one of them ('{_vaguer(a, b)}') says no more."


def same_birth_month(a: Said, b: Said) -> str:
    """Both records give the same year and month of birth; one of them gives no day."""
    return f"Both records give {a.value[:7]} as month of birth; one of them ('{_vaguer(a, b)}') says no more."


def unknown_day_same_birth_year(a: Said, b: Said) -> str:
    """The birth years agree, and one record gives the first of January, often written for an unknown day."""
    return f"The birth dates {a.value} and {b.value} agree in the year; 1 January often stands for an unknown day."


def birth_date_digits_transposed(a: Said, b: Said) -> str:
    """The birth dates agree once two neighbouring digits of one are exchanged."""
    return (
        f"The birth dates {a.value} and {b.value} agree once two neighbouring digits are exchanged."
    )


def birth_dates_a_year_apart(a: Said, b: Said) -> str:
    """The birth dates are the same day of two neighbouring years."""
    return f"The birth dates {a.value} and {b.value} are the same day, a year apart."


def birth_dates_a_day_apart(a: Said, b: Said) -> str:
    """The birth dates are two days that follow one another."""
    return f"The birth dates {a.value} and {b.value} are one day apart."


def slips_in_name_and_birth(a: Said, b: Said) -> str:
    """Both the names and the birth dates agree only but for a slip; two slips in one record are rare."""
    both = f"The names differ in letters, and the birth dates {a.value} and {b.value} differ too"
    return f"{both}; two slips in one record are rare."


def same_birth_month_other_day(a: Said, b: Said) -> str:
    """Year and month of birth agree, the days do not."""
    return f"The birth dates {a.value} and {b.value} agree in year and month, not in the day."


def same_birth_year_other_day(a: Said, b: Said) -> str:
    """The birth years agree, the months do not."""
    return f"The birth dates {a.value} and {b.value} agree in the year only."


def neighbouring_birth_year(a: Said, b: Said) -> str:
    """The birth years are one apart, and one record gives no day to hold against it."""
    return f"The birth years of {a.value} and {b.value} are one apart; '{_vaguer(a, b)}' may be an estimate."


def same_birth_date_in_another_calendar(a: Said, b: Said) -> str:
    """One record gives the birth date in the solar or lunar Islamic calendar; it is the other's day."""
    return f"{_islamic(a, b)} is, in the Islamic calendar, the day {_gregorian(a, b)}."


def same_birth_year_in_another_calendar(a: Said, b: Said) -> str:
    """One record gives the birth year in the solar or lunar Islamic calendar; it overlaps with the other's."""
    return f"{_islamic(a, b)} is, in the Islamic calendar, a year that overlaps with {_gregorian(a, b)[:4]}."


def other_birth_year(a: Said, b: Said) -> str:
    """The records give different birth years, one of them without a day that is known."""
    return f"One record gives {a.value} as birth date, the other {b.value}."


def other_birth_date(a: Said, b: Said) -> str:
    """The records give birth dates that are not compatible."""
    return f"One record gives {a.value} as birth date, the other {b.value}."


def other_sex(a: Said, b: Said) -> str:
    """The records give a different sex."""
    return f"One record says {a.value}, the other {b.value}."


def person_and_organisation(a: Said, b: Said) -> str:
    """One record is of a person, the other of an organisation."""
    return f"One record is of a {a.value.lower()}, the other of a {b.value.lower()}."


def same_nationality(a: Said, b: Said) -> str:
    """Both records give the same nationality, which many people share; a different one counts for nothing."""
    return f"Both records give the nationality {a.value.upper()}{_as_written(a, b)}; many people share it."


def same_place_of_birth(a: Said, b: Said) -> str:
    """The place of birth is the same in both records, spelling aside."""
    return f"The place of birth is '{a.written}' in one record and '{b.written}' in the other."


def other_place_of_birth(a: Said, b: Said) -> str:
    """The records name different places of birth; a village and its district can both be right."""
    return f"One record gives '{a.written}' as place of birth, the other '{b.written}'; both can be right."


def same_birth_country(a: Said, b: Said) -> str:
    """Both records give the same country of birth, which many people share; a different one counts for nothing."""
    return f"Both records give {a.value.upper()} as country of birth{_as_written(a, b)}; many people share it."


def same_father(a: Said, b: Said) -> str:
    """The father's name is the same in both records, spelling aside."""
    return f"The father's name is '{a.written}' in one record and '{b.written}' in the other."


def other_father(a: Said, b: Said) -> str:
    """The records give fathers' names that do not fit one another."""
    return f"One record gives '{a.written}' as the father's name, the other '{b.written}'."


def same_phone(a: Said, b: Said) -> str:
    """Both records carry the same telephone number, and no names speak against it."""
    return f"Both records carry the telephone number {a.value}{_as_written(a, b)}."


def shared_phone(a: Said, b: Said) -> str:
    """Both records carry the same telephone number, but names, birth dates or fathers differ; families share one."""
    return f"Both carry the telephone number {a.value}{_as_written(a, b)}, but the records differ on the person."


def same_email(a: Said, b: Said) -> str:
    """Both records carry the same e-mail address, and no names speak against it."""
    return f"Both records carry the e-mail address {a.value}{_as_written(a, b)}."


def shared_email(a: Said, b: Said) -> str:
    """Both records carry the same e-mail address, but names, birth dates or fathers differ; offices share one."""
    return f"Both carry the e-mail address {a.value}{_as_written(a, b)}, but the records differ on the person."


def same_address(a: Said, b: Said) -> str:
    """Both records give the same address, word order and street words aside."""
    return f"One record gives the address '{a.written}', the other '{b.written}'."


def shared_address(a: Said, b: Said) -> str:
    """Both records give the same address, but names, birth dates or fathers differ; a house has more residents."""
    return f"The address '{a.written}' ('{b.written}') stands in both records, but the records differ on the person."


def same_document(a: Said, b: Said) -> str:
    """Both records carry the same document number."""
    return f"Both records carry the document number {a.written}{_as_written(a, b)}."


def same_document_but_for_look_alikes(a: Said, b: Said) -> str:
    """The document numbers agree once letters and digits that look alike (O and 0, I and 1) are read as one."""
    return f"The document numbers {a.written} and {b.written} agree once look-alikes such as O and 0 are read as one."


def document_one_character_off(a: Said, b: Said) -> str:
    """The document numbers differ in one character, as a slip would make them, or one issued after the other."""
    return f"The document numbers {a.written} and {b.written} differ in one character."


def same_account(a: Said, b: Said) -> str:
    """Both records carry the same account name of the same service or bank."""
    return f"Both records carry the account {a.written}{_as_written(a, b)}."


def same_iban(a: Said, b: Said) -> str:
    """Both records carry the same IBAN."""
    return f"Both records carry the IBAN {a.value}{_as_written(a, b)}."


def same_imei(a: Said, b: Said) -> str:
    """Both records carry the same IMEI, the software digits at its end aside."""
    return f"Both records carry the IMEI {a.written}{_as_written(a, b)}."


def same_plate(a: Said, b: Said) -> str:
    """Both records carry the same registration plate, look-alike letters and separators aside."""
    return f"Both records carry the plate {a.written}{_as_written(a, b)}."


def same_serial(a: Said, b: Said) -> str:
    """Both records carry the same maker's number."""
    return f"Both records carry the number {a.written}{_as_written(a, b)}."


def other_country_of_plate(a: Said, b: Said) -> str:
    """The records name different countries for the plate; two countries can issue the same one."""
    return (
        f"One record names {a.value.upper()} as the vehicle's country, the other {b.value.upper()}."
    )


def number_of_another_kind_of_thing(a: Said, b: Said) -> str:
    """A number ties together two records of different kinds of thing, which cannot be one and the same."""
    return f"Both records carry {a.value}{_as_written(a, b)}, but they are records of two kinds of thing."


def common_value(a: Said, b: Said) -> str:
    """Both records carry a value that so many carry that it tells nobody apart."""
    return f"Both records carry {a.value}{_as_written(a, b)}, a value common to many records; it tells nobody apart."


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        same_name, similar_names, single_name, father_and_child_exchanged, other_name,
        similar_body_names, other_body_name, same_birth_date, same_first_of_january,
        birth_day_and_month_swapped, birth_date_one_digit_off, birth_date_digits_transposed, birth_dates_a_year_apart,
        birth_dates_a_day_apart, slips_in_name_and_birth,
        same_birth_month, same_birth_year, same_birth_month_other_day, same_birth_year_other_day,
        unknown_day_same_birth_year, neighbouring_birth_year, same_birth_date_in_another_calendar,
        same_birth_year_in_another_calendar, other_birth_year, other_birth_date, other_sex, person_and_organisation,
        same_nationality, same_place_of_birth, other_place_of_birth, same_birth_country,
        same_father, other_father, same_phone, shared_phone, same_email, shared_email, same_address,
        shared_address, same_document, same_document_but_for_look_alikes, document_one_character_off,
        same_account, same_iban, same_imei, same_plate, same_serial, other_country_of_plate,
        number_of_another_kind_of_thing, common_value,
    )
}  # fmt: skip
"""Every rule by its name, which is what a kept clue holds."""


def _as_written(a: Said, b: Said) -> str:
    """Say how the two are written when they are not written the same."""
    if a.written == b.written:
        return ""
    if a.value in (a.written, b.written):
        other = b.written if a.value == a.written else a.written
        return f"; one writes it '{other}'"
    return f"; one writes it '{a.written}', the other '{b.written}'"


def _vaguer(a: Said, b: Said) -> str:
    return min(a.value, b.value, key=len)


def _reason(a: Said, b: Said, person: bool = True) -> str:
    """Say what differs between two names; costs nothing until a sentence is read."""
    from clew.matching.naming import compare

    return compare(a.written, b.written, person).reason


def _islamic(a: Said, b: Said) -> str:
    return min(a.value, b.value)


def _gregorian(a: Said, b: Said) -> str:
    return max(a.value, b.value)
