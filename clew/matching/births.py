"""Compares birth dates: the same, a slip apart, as far as both are known, or different."""

from clew.store.crossing import Fact

_BEST_FIRST = (
    "same_birth_date", "birth_day_and_month_swapped", "same_birth_month", "same_first_of_january",
    "same_birth_year", "birth_date_one_digit_off", "unknown_day_same_birth_year", "other_birth_date",
)  # fmt: skip


def compare_births(a: list[Fact], b: list[Fact]) -> tuple[str, Fact, Fact] | None:
    """Give the rule that fits best among the birth dates two records give, with the two compared.

    None when a record gives none.
    """
    found = [(rule_for(mine.text, theirs.text), mine, theirs) for mine in a for theirs in b]
    return min(found, key=lambda fit: _BEST_FIRST.index(fit[0]), default=None)


def rule_for(a: str, b: str) -> str:
    """Give the rule for two dates as kept (2001, 2001-05 or 2001-05-17).

    >>> rule_for("1980-05-04", "1980-04-05"), rule_for("1980", "1980-04-05")
    ('birth_day_and_month_swapped', 'same_birth_year')
    >>> rule_for("1980-05-04", "1980-05-07"), rule_for("1980-05-04", "1985-06-07")
    ('birth_date_one_digit_off', 'other_birth_date')
    """
    a, b = a[:10], b[:10]
    if min(len(a), len(b)) < 10:
        return _vague(a, b)
    first = "-01-01"
    if a == b:
        return "same_first_of_january" if a.endswith(first) else "same_birth_date"
    if a[:4] == b[:4]:
        if a[5:7] == b[8:] and a[8:] == b[5:7]:
            return "birth_day_and_month_swapped"
        if a.endswith(first) or b.endswith(first):
            return "unknown_day_same_birth_year"
    if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return "birth_date_one_digit_off"
    return "other_birth_date"


def _vague(a: str, b: str) -> str:
    if a[:4] != b[:4]:
        return "other_birth_date"
    if min(len(a), len(b)) < 7:
        return "same_birth_year"
    return "same_birth_month" if a[:7] == b[:7] else "other_birth_date"
