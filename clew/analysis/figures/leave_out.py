"""Numbers of a text that count nothing: ages, dates, phone and file numbers, distances, penalties.

Each pattern says why. They are shared by all languages where the mark is a sign, and English where it
is a word; what is left out here never becomes a fact.
"""

import re

_NUM = r"(?:\d+|[a-z]+(?:-[a-z]+)?)"
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|twentieth"
)
PATTERNS: tuple[tuple[str, str], ...] = (
    ("age", r"\baged?\s+(?:between\s+)?\d{1,3}(?:\s*(?:-|–|to|and)\s*\d{1,3})?"),
    ("age", r"\baged?\s+(?:between\s+)?[a-z]+(?:-[a-z]+)?\s+(?:to|and)\s+[a-z]+(?:-[a-z]+)?\b"),
    ("age", rf"\b{_NUM}(?:\s+and\s+{_NUM})?[- ](?:year|month)s?[- ]olds?\b"),
    ("age", r"\b(?:man|woman|boy|girl|male|female|driver|suspect|citizen|national)s?\s+(?:of\s+)?\(?\d{2}\)?(?=[\s,.)])"
            r"(?!\s+(?:people|persons|migrants|times|per|kg))"),
    ("age", r"(?<=[a-z]),\s\d{2},(?=\s)"),
    ("age", r"\(\d{1,2}(?:(?:,\s|\sand\s|,\sand\s)\d{1,2})+\)"),
    ("age", r"(?<=[A-ZÀ-Ž]\.)\s?\(\d{2}\)"),
    ("age", r"\b(?:under|over|below)\s(?:the age of\s)?(?:1[0-9]|eighteen|fourteen|sixteen)\b(?!\s*(?:[a-z]*\s)?(?:people|persons|migrants"
            r"|per|kg|km|euro|vehicles|arrests|suspects|days|months|hours))"),
    ("age", r"\bin (?:his|her|their) (?:early |late |mid-)?\w+ties\b"),
    ("age", r"\b(?:sisters|brothers|children|boys|girls|men|women|minors|siblings|brother|sister|cousins|sons|daughters) of \d{1,2}(?: and \d{1,2})?\b|\bto be \d{2}\b(?!\s[a-z])"),
    ("age", r"\b(?:was|were|are|is|all) (?:all )?(?:under|over|below) \d{2}\b(?=\s*[.,;)])"),
    ("born", r"\bborn (?:in )?\d{4}\b"),
    ("law", r"\b(?:Articles?|Art\.?|Section|Sections|Paragraphs?|para\.?|§+|Protocol|Chapter|Annex|Rule|Regulation|Directive|Resolution)\s*"
            r"(?:\(?(?:EU|EC|No\.?)\)?\s*)?\d[\d/().,\-–a-z]*(?:\s*(?:and|to|,)\s*\d[\d().]*(?!\s*[a-z]))?(?:\s*\(\d+\))*"),
    ("number of a paper", r"\b(?:file|case|docket|document|doc\.?|ref\.?|invoice|pages?|p\.|pp\.|figure|table|box|footnote|episode|version|week|priority"
                          r"|phase|zone|sector|volume|lot|item|point|annex|appendix)\b\s*(?:no\.?|number|nr\.?|ref\.?:?|№|:)?\s*(?-i:[A-Z]{1,5}[ \-/]?)?#?\d[\w./\-]*"
                          r"(?:\s+of\s+\d+)?\b(?!\s+(?!of\b|and\b|to\b|in\b|on\b|at\b|by\b|was\b|is\b|against\b|before\b|for\b)[a-z])"),
    ("number of a paper", r"\b(?:no|nos|nr|number|numbers|№)\b\.?:?\s*(?-i:[A-Z]{0,4}[ \-/]?)\d[\w./\-]*"),
    ("number of a paper", r"(?<![\w€$£])\d{1,5}/(?:19|20)?\d{2}\b(?!\d)"),
    ("number of a paper", r"#\d+"),
    ("phone", r"(?:\+|\b00)\d[\d\s()\-/]{6,}\d"),
    ("phone", r"\b(?:tel|phone|telephone|hotline|call|fax|mobile|contact|whatsapp|line|helpline)\b\.?:?\s*(?:on\s|is\s)?[\d+][\d\s()\-/]{4,}\d"),
    ("phone", r"\b0\d{1,4}[ /\-]\d{3}[ /\-]?\d{2,4}(?:[ \-]\d+)*\b"),
    ("address", r"(?:https?://|www\.)\S+|\S+@\S+\.\w+"),
    ("code", r"\b[A-Za-z]+\d+(?:[\-/]\w+)*\b(?!\s*(?:million|bn))|\b\d+[A-Z]\b|\b\d+x\d+\b"),
    ("code", r"\b(?:[A-Z]{2}|[A-Z]\d)[ \-]\d{2,4}\b(?=[\s,.;)])(?<!UR \d\d\d)(?!\s*(?:0|people|million|in cash))(?<!SD \d\d\d)"),
    ("plate", r"\b[A-Z]{1,3}[ \-]\d{2,4}[ \-][A-Z]{1,3}\b"),
    ("flight or seat", r"\b(?:flight|seat|gate|room|courtroom|hall|bus line|line|route|road|motorway|highway|building|terminal|block|platform"
                       r"|corridor|exit|lane|km|kilometre|pier|cell|locker|container|unit|channel)\s(?:no\.\s)?(?-i:[A-Z]{0,2})\d?\s?\d{1,5}(?-i:[A-Z])?\b"
                       r"(?!\s*(?:people|persons|migrants|arrests|kg|per cent|%|million|thousand|euro|vehicles|suspects|officers))"),
    ("distance", r"\b(?:some |about |around |roughly |only |just |more than |over |nearly |almost )?[\d.,]+(?:\s\d{3})?[ \-]?(?:km/h|kph|km|kilomet(?:re|er)s?|"
                 r"met(?:re|er)s?|cm|centimet(?:re|er)s?|mm|miles?|nautical miles?|feet|foot|hectares?|square|knots|degrees?|°C?|mph|hp|megapixels?|GB|TB|MB|"
                 r"terabytes?|gigabytes?)\b(?!\s+(?:of\s)?(?:cash|cannabis|heroin))"),
    ("distance", rf"\b(?!the\b|a\b|in\b|of\b|to\b){_NUM}[ \-](?:km|kilomet(?:re|er)s?|met(?:re|er)s?|cm|centimet(?:re|er)s?|miles?|nautical miles?|"
                 r"feet|hectares?|degrees|knots)\b(?! of \w+ (?:tape|cloth))"),
    ("clock", r"\b\d{1,2}(?:[:.h]\d{2})\s*(?:a\.?m\.?|p\.?m\.?|hours|hrs|o’clock|o'clock|CET|UTC|GMT)?(?=[\s,.;)–-]|$)(?<=[:h]\d\d)"),
    ("clock", r"\bat (?:about |around )?\d{1,2}[.:]\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?(?:a\.?m|p\.?m)\b\.?|\b\w+ o[’']clock\b|\b24/7\b|\b\d{4} hours\b"),
    ("wind", r"\bBeaufort \d+|\bforce \d+\b"),
    ("size", r"\bsizes?\s\d+(?:\s*[–-]\s*\d+)?"),
    ("ordinal", rf"\b(?:{_ORDINAL})(?:[- ](?:and )?(?:{_ORDINAL}))?(?:[- ](?:half|quarter|third)s?(?:[- ]year)?)?\b(?<!two.third)"),
    ("ordinal", r"\b\d+(?:st|nd|rd|th)\b"),
    ("idiom", r"\bone (?:of|another|after another|day|thing|side|hand|more time|point|step|way|time|could|can|must|should|night|morning|evening"
              r"|afternoon|such|or (?:two|more) (?:of|things)|by one|particular|last)\b(?! of (?:them|those|these|whom))"),
    ("idiom", r"\b(?:no|any|every|each|this|that|which|the|another|some|last|first|next|only|not|at|in|a) one\b(?! of (?:them|those|these|whom))"),
    ("idiom", r"\bday one\b|\bon the one hand|\bat one point|\bone-(?:way|stop|off|on-one|sided)\b|\bfirst-hand\b|\btwo-way\b|\bhalf-?(?:way|brothers?|built)\b"),
    ("idiom", r"\bthird[- ]countr(?:y|ies)\b|\bthird (?:party|parties)\b|\bthree-dimensional\b|\bface to face\b|\bten to one\b"),
    ("period", r"\b(?:over|in|during|for|within|after|until|since) the (?:past|last|previous|next|coming|following|first) (?:\w+ ){0,3}?"
               r"(?:minutes|hours|days|weeks|months|years|year and a half|decade|decades|half year|half)\b"),
    ("period", rf"\b(?:past|last|previous|next|coming|following|recent) {_NUM}(?: and a half)? (?:hours|days|weeks|months|years)\b"),
    ("period", rf"\b(?:some |about |around |almost |nearly |over |more than |just |only |less than )?(?:{_NUM}(?: or {_NUM})?|a|an|a few|several) (?:minutes?|hours?|days?|"
               r"weeks?|months?|years?)(?: and a half)? (?:ago|later|earlier|before|after|apart|beforehand|afterwards)\b"),
    ("period", rf"\b(?:within|every|in under) (?:the )?(?:first )?{_NUM} (?:minutes|hours|days|weeks|months|years)\b(?!\s+(?:in prison|of))"),
    ("deadline", r"\b(?:has|have|had) \d+ (?:hours|days) to\b"),
    ("frequency", r"\b(?:at least |more than )?(?:once|twice|three times|four times|several times)(?: or more)? (?:a|an|per|each|every|in) \w+"),
    ("penalty", r"\b(?:punishable|carr(?:y|ies) (?:a )?(?:maximum |minimum )?(?:sentence|penalt(?:y|ies)|term)|faces?|facing|face up to|risks?|risking|penalt(?:y|ies)"
                r"|liable to|maximum (?:sentence|penalty)|provides? for|threatened with)\b[^.;\n]{0,60}?\b(?:years?|months?|life)\b"
                r"(?:[^.;\n]{0,25}?\b(?:years|months)\b)?"),
    ("capacity", rf"\b(?:made|built|designed|meant|intended|licensed|approved|certified|registered|equipped|room|space|suitable)(?: to carry| to hold)? for (?:at most |up to |only "
                 rf"|no more than |just )?{_NUM}(?: people| persons| passengers)?\b"),
    ("capacity", rf"\bcapacity (?:of|for|is)\s(?:about |only |just )?{_NUM}(?:[.,]\d{{3}})*|\b{_NUM}(?:[.,]\d{{3}})?[ -](?:seater|berth|bed|seat|storey|room|door|axle|metre|stroke)\b"),
    ("capacity", r"\b(?:fewer|more|less) than half of (?:their|its) [\d.,]+\s\w+"),
    ("set phrase", r"\bEU[- ]?2[5-8]\b|\bG\d+\b|\bSchengen \d+\b|\bCOVID-19\b|\b2D\b|\b3D\b|\b4G\b|\b5G\b|\b4x4s?\b"),
    ("structure", rf"\b{_NUM}-(?:stage|step|pronged|part|point|phase|page|tier|way|fold|lane|person team|member team|day-old)\b"),
    ("membership", r"\bhas \d+ member(?:s| countries| states)\b"),
    ("chance", rf"\b{_NUM} times out of {_NUM}\b"),
)  # fmt: skip
_CASED = ("code", "plate")


def left_out(text: str) -> list[tuple[int, int, str]]:
    """Give the places in *text* whose numbers count nothing, each with the reason, in order."""
    found = [
        (match.start(), match.end(), why)
        for why, pattern in COMPILED
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    return sorted(found)


COMPILED = [
    (why, re.compile(pattern, 0 if why in _CASED else re.IGNORECASE)) for why, pattern in PATTERNS
]
