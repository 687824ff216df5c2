"""Invented lists in the shapes the UN, OFAC and FollowTheMoney publish theirs in."""

import json
from pathlib import Path

PERSON = """
<INDIVIDUAL><DATAID>{id}</DATAID><FIRST_NAME>ZOGA</FIRST_NAME><SECOND_NAME>MALI</SECOND_NAME>
<THIRD_NAME>BEQIRI</THIRD_NAME><UN_LIST_TYPE>Utopia</UN_LIST_TYPE>
<REFERENCE_NUMBER>UTi.001</REFERENCE_NUMBER><LISTED_ON>2020-01-01</LISTED_ON>
<GENDER>Female</GENDER><NAME_ORIGINAL_SCRIPT>Зога Беќири</NAME_ORIGINAL_SCRIPT>
<COMMENTS1>Invented.</COMMENTS1><NATIONALITY><VALUE>Albania</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Zogaj</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Shpendi</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
{birth}
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Durrës</CITY><COUNTRY>Albania</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X0000001</NUMBER>
<ISSUING_COUNTRY>Albania</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>
<NUMBER>J00000002K</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL>
"""
BODY = """
<ENTITY><DATAID>900</DATAID><FIRST_NAME>Ura e Vjetër Trading</FIRST_NAME>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Ura</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Tirana</CITY><COUNTRY>Albania</COUNTRY></ENTITY_ADDRESS></ENTITY>
"""
EXACT = "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1980-05-04</DATE>"


def birth(inside: str) -> str:
    return f"<INDIVIDUAL_DATE_OF_BIRTH>{inside}</INDIVIDUAL_DATE_OF_BIRTH>"


def un_text(said: str = EXACT, persons: int = 1) -> str:
    people = "".join(PERSON.format(id=100 + n, birth=birth(said)) for n in range(persons))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<CONSOLIDATED_LIST dateGenerated="2026-01-31T00:00:09Z">'
        f"<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES>{BODY}</ENTITIES></CONSOLIDATED_LIST>"
    )


REMARKS = (
    "DOB circa 1958 to 1960; alt. DOB 12 May 1961; POB Kabul, Afghanistan; nationality Serbia; "
    "citizen Nowhere; Gender Male; Passport X0000001 (Albania) expires 30 Oct 2012; alt. Passport "
    "X0000002; National ID No. 000-17 (Serbia); Phone Number 442079460001; a.k.a. 'BABA, Ali'; "
    "Linked To: NOBODY."
)
NOTHING = ",".join(["-0- "] * 6)


def sdn_row(number: int, name: str, kind: str = "individual", remarks: str = "-0- ") -> str:
    return f'{number},"{name}",{kind},"UTOPIA] [ELSEWHERE","General",{NOTHING},"{remarks}"\r\n'


SDN = (
    sdn_row(7, "BEQIRI, Zoga Mali", remarks=REMARKS)
    + sdn_row(8, "URA E VJETËR, LTD.", "-0- ", "Tax ID No. 00012345")
    + sdn_row(9, "SHPENDI", "vessel", "Vessel Registration Identification IMO 0000001")
)
ALT = '7,70,"aka","ZOGAJ, Z.",-0- \r\n7,71,"fka","SHPENDI, Zoga",-0- \r\n'
ADD = '8,80,"Main Street 1","Tirana","Albania",-0- \r\n'


def ofac(folder: Path, sdn: str = SDN, alt: str = ALT, add: str = ADD, end: str = "\x1a") -> Path:
    for name, text in (("sdn", sdn), ("alt", alt), ("add", add)):
        (folder / f"{name}.csv").write_bytes((text + end).encode())
    return folder


def line(entity: str, schema: str, /, **said: list[str]) -> str:
    return (
        json.dumps({"id": entity, "schema": schema, "properties": said}, ensure_ascii=False) + "\n"
    )
