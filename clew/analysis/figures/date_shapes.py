"""The shapes dates have in one language, in small letters, the fullest first; `moments.py` reads them."""

import re
from functools import cache

from clew.analysis.figures.going_back import PERIOD_ALONE, SAME, SAME_PERIOD
from clew.analysis.figures.lexicon import Lexicon

_PART = (
    r"\b(?:first|second|third|fourth) (?:half|quarter)(?: of)?(?: the year)?(?: ((?:19|20)\d{2}))?"
)


@cache
def date_shapes(words: Lexicon) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """Give what stands in or near every date, and each shape with what reads it, the fullest first."""
    told = "|".join(sorted(map(re.escape, words.told_days), key=len, reverse=True)) or "(?!)"
    named = "|".join(sorted(words.months, key=len, reverse=True))
    days = "|".join(words.weekdays)
    day = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
    to = r"\s*(?:-|–|to|and|until|through)\s*"
    month = rf"({named})\b\.?"
    no_count = rf"(?:(?<=\bon )|(?!(?:{named})\.?\s+\d{{1,2}}\s\d{{3}}\b))"  # "in July 12 740 were rescued"
    anchor = re.compile(
        rf"\b(?:(?:{named}|{days}|to(?:day|night)|yesterday|week(?:end)?|months?|year|half|quarter)\b|(?:19|20)\d{{2}}"
        rf"|\d{{1,2}}[./]\s?\d|(?:{told})\b|same\b|action day\b|day of\b|corresponding\b|equivalent\b|comparable\b"
        r"|like\b|(?:next|following) |later\b)"
    )
    count = "|".join([r"\d{1,2}", *words.ones])
    year = rf"(?:(?:the|this) year|((?:19|20)\d{{2}})|({told}))"
    shapes = (
        (rf"\b{day}\s+{month}(?:,?\s+(\d{{4}}))?{to}{day}\s+{month}(?:,?\s+(\d{{4}}))?", "span"),
        (rf"\b{day}{to}{day}\s+{month}(?:,?\s+(\d{{4}}))?", "days"),
        (rf"\b{day}\s+{month}(?:,?\s+(\d{{4}}))?", "day"),
        (rf"\b{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?{to}(\d{{1,2}})\b(?:,?\s+(\d{{4}})\b)?", "days_after"),
        (rf"\b{no_count}{month}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]\d{{3}}\b)(?:,?\s+(\d{{4}})\b)?", "day_after"),
        (rf"\b{month}(?:\s+(\d{{4}}))?{to}{month}\s+(\d{{4}})\b", "months_span"),
        (rf"\b{month}\s+(\d{{4}})\b", "month"),
        (rf"\b(?:from|between)\s+{month}\s+(?:to|and|until|through)\s+(?:\w+\s)?{month}", "months_told"),
        (rf"\b{month}\s+(?:to|through|until)\s+{month}", "months_told"),
        (rf"\bfirst ({count}) months (?:of|in) {year}", "first_months"),
        (rf"\b(?:in|for|over|during) the first ({count}) months\b", "months_so_far"),
        (rf"\b{SAME_PERIOD}\s+(?:of\s+|in\s+|a\s+)?(?:((?:19|20)\d{{2}})|({told}))", "same_period"),
        (rf"\bnight (?:between|from|of|to) (?:{days})(?: and| to| on|\s?[-–/]\s?)(?: the)? ?({days})\b", "weekday"),
        (rf"\b(?:between|from) ({days}) (?:and|to|until|through) (?:\w+ )?({days})\b", "weekdays"),
        (r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2})\b", "numeric"),
        (r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})\b", "numeric"),
        (r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b", "iso"),
        (r"\b((?:19|20)\d{2})\s*(?:-|–|/)\s*((?:19|20)?\d{2})\b", "years"),
        (r"\b(?:between|from)\s+((?:19|20)\d{2})\s+(?:and|to)\s+((?:19|20)\d{2})\b", "years_told"),
        (rf"\b{month}\s+(?:of\s+)?({told})\b", "month_told"),
        (_PART, "part"),
        (rf"\b(?:in|since|last|until|from|during|of|by|this|early|late|mid-?) ({named})\b", "bare_month"),
        (rf"\b({told})\b", "relative"),
        (SAME, "same"),
        (rf"\bthe (?:next|following) (?:day|morning)\b|\b({count}|a) days? later\b", "days_on"),
        (rf"\b({named})(?=\s*\(\d)", "bare_month"),
        (rf"\b{PERIOD_ALONE}\b", "same_alone"),
        (rf"\b(?:last|on|this|since|late on|early on|by)\s+({days})\b", "weekday"),
        (rf"\b({days})\b", "weekday"),
        (r"(?<![\d.,])((?:19|20)\d{2})(?![\d\w]|[.,]\d)", "year"),
    )  # fmt: skip
    return anchor, [(re.compile(shape), name) for shape, name in shapes]
