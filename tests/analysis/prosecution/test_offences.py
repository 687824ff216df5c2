"""The elements say what the articles named beside them ask for, word for word in meaning."""

import pytest

from clew.analysis.prosecution.offences import offences

ARTICLES = {
    "smuggling": ("Article", "procur", "intention", "directly or indirectly", "financial or other material benefit",
                  "illegal entry", "State Party", "neither", "national", "permanent resident", "without complying"),
    "remaining": ("6(1)(c)", "remain", "without complying", "fraudulent document", "other illegal means"),
    "facilitation": ("2002/90/EC", "2002/946/JHA", "intentionally assist", "no national of a Member State",
                     "enter or transit", "in breach of its laws", "for financial gain", "reside", "humanitarian"),
    "participation": ("6(2)", "attempt", "accomplice", "organis", "direct"),
    "aggravating": ("6(3)(a)", "6(3)(b)", "likely to endanger", "lives or safety", "inhuman or degrading treatment",
                    "including for exploitation", "national law"),
    "organisation": ("2(a)", "three or more", "period of time", "in concert", "serious crime", "knowing"),
    "documents": ("3(c)", "6(1)(b)", "produc", "procur", "provid", "possess", "falsely made", "materially altered",
                  "improperly issued", "misrepresentation", "corruption", "duress", "rightful holder"),
    "laundering": ("2018/1673", "convert", "transfer", "conceal", "acquir", "possess", "knowing"),
    "trafficking": ("Article 3", "2011/36/EU", "recruit", "transport", "transfer", "harbour", "receive",
                    "threat or use of force", "coercion", "abduction", "fraud", "deception", "abuse of power",
                    "position of vulnerability", "consent",
                    "prostitution of others", "forced labour", "slavery", "servitude", "removal of organs", "under 18"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_each_offence_asks_what_its_article_asks(name: str) -> None:
    (one,) = (offence for offence in offences() if offence.id == name)
    words = " ".join(
        [
            one.name,
            one.reference,
            one.text,
            *(f"{e.name} {e.question} {e.reference}" for e in one.elements),
        ]
    ).lower()
    assert [said for said in ARTICLES[name] if said.lower() not in words] == []


def test_each_offence_names_the_law_it_stands_in() -> None:
    assert [one.id for one in offences() if not one.reference.strip()] == []
