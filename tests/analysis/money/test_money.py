"""Who paid, who holds, who is owed: whole minor units, codes, rates that are asked for, intervals."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.money.amounts import Amount, amount_of, currency_of
from clew.analysis.money.entries import Book, from_case, from_notebook
from clew.analysis.money.estimate import assumed, estimate
from clew.analysis.money.rates import Missing, Rate, convert, read_rates
from clew.analysis.money.report import money
from clew.analysis.network.from_case import case_network
from clew.errors import SourceError, UsageError
from tests.matching.desk import Desk, person, thing

HEAD = "date,kind,payer,payee,holder,amount,currency,code,leg"


def told(folder: Path, *rows: str, rates: tuple[Rate, ...] = ()) -> dict[str, Any]:
    path = folder / "notebook.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    book = Book()
    from_notebook(path, book)
    return money(book, rates, "EUR", ())


def balance(answer: dict[str, Any], who: str, currency: str = "EUR") -> dict[str, Any]:
    return next(b for b in answer["balances"] if (b["who"], b["currency"]) == (who, currency))


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("2500", "EUR", 250_000), ("2.500", "euro", 250_000), ("2,500.50", "€", 250_050), ("2 500,5", "avro", 250_050),
        ("0.1", "EUR", 10), ("1,250", "EUR", 125_000), ("3.000", "KWD", 3_000_000), ("1.5", "KWD", 1_500),
        ("900", "JPY", 900), ("0.500", "KWD", 500),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_written_into_minor_units(
    text: str, currency: str, minor: int
) -> None:
    assert amount_of(text, currency).minor == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [("many", "EUR"), ("-5", "EUR"), ("1.005,005", "EUR"), ("5", "zorkmid"), ("", "EUR")],
)
def test_what_is_no_amount_is_refused(text: str, currency: str) -> None:
    with pytest.raises(UsageError):
        amount_of(text, currency)


@given(st.integers(0, 10**12))
def test_an_amount_printed_is_read_back(minor: int) -> None:
    shown = str(Amount(minor, "EUR")).removesuffix(" EUR")
    assert amount_of(shown, "EUR").minor == minor


def test_a_deposit_is_held_until_its_code_is_given(tmp_path: Path) -> None:
    left = "2026-03-01,deposited,Client,Boss,Sarraf,2000,EUR,B77,"
    before = told(tmp_path, left)
    assert balance(before, "Sarraf")["holds"] == balance(before, "Client")["deposited"] == 200_000
    after = told(tmp_path, left, "2026-03-09,released,,Boss,Sarraf,2000,EUR,b77,")
    assert balance(after, "Sarraf")["holds"] == balance(after, "Client")["deposited"] == 0
    assert balance(after, "Client")["paid"] == balance(after, "Boss")["received"] == 200_000


def test_a_release_in_part_leaves_the_rest_held(tmp_path: Path) -> None:
    answer = told(
        tmp_path, "2026-03-01,deposited,C,B,S,2000,EUR,X1,", "2026-03-02,released,,B,S,500,EUR,X1,"
    )
    (deposit,) = answer["deposits"]
    assert (deposit["open"], balance(answer, "S")["holds"]) == (150_000, 150_000)


def test_a_release_nobody_deposited_and_one_too_large_are_asked_about(tmp_path: Path) -> None:
    answer = told(tmp_path, "2026-03-02,released,,B,S,500,EUR,X9,", "2026-03-01,deposited,C,B,S,100,EUR,Y1,",
                  "2026-03-03,released,,B,S,150,EUR,Y1,")  # fmt: skip
    assert all("?" in deposit["says"] for deposit in answer["deposits"])


def test_a_code_left_in_one_currency_and_released_in_another_is_asked_about(tmp_path: Path) -> None:
    answer = told(
        tmp_path,
        "2026-03-01,deposited,C,B,S,1000,EUR,K1,",
        "2026-03-02,released,,B,S,35000,TRY,K1,",
    )
    held, loose = answer["deposits"]
    assert (held["open"], held["currency"]) == (100_000, "EUR"), "lira do not pay out euro"
    assert "at which rate" in loose["says"]


def test_a_code_used_twice_is_followed_through_both_deposits(tmp_path: Path) -> None:
    rows = [
        f"2026-03-0{day},{kind},{payer},B,S,500,EUR,K1,"
        for day, kind, payer in ((1, "deposited", "C"), (2, "released", ""), (3, "deposited", "D"), (4, "released", ""))
    ]  # fmt: skip
    assert [(d["payer"], d["open"]) for d in told(tmp_path, *rows)["deposits"]] == [
        ("C", 0),
        ("D", 0),
    ]


def test_who_holds_a_deposit_nobody_is_named_for_is_asked(tmp_path: Path) -> None:
    answer = told(tmp_path, "2026-03-01,deposited,C,B,,1000,EUR,K1,")
    assert "who holds it?" in answer["deposits"][0]["says"]
    assert [b["who"] for b in answer["balances"]] == ["C"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("datum;vrsta;od;za;iznos;valuta;šifra", "vraćeno"),
        ("data;lloji;nga;për;shuma;monedha;kodi", "kthyer"),
        ("tarih;tür;kimden;kime;tutar;para birimi;şifre", "iade"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_notebook_is_read_in_the_languages_of_the_route(
    tmp_path: Path, head: str, kind: str, encoding: str
) -> None:
    path, book = tmp_path / "defter.csv", Book()
    path.write_text(f"{head}\n2026-03-01;{kind};A;B;500;EUR;K1\n", encoding=encoding)
    from_notebook(path, book)
    (entry,) = book.entries
    assert (entry.kind, entry.payer, entry.payee, entry.code) == ("refunded", "A", "B", "K1")


def test_a_cell_with_a_line_break_is_one_cell(tmp_path: Path) -> None:
    answer = told(
        tmp_path, '2026-03-01,paid,"A\nof Example",B,,5,EUR,,', "2026-03-02,paid,A,B,,x,EUR,,"
    )
    assert len(answer["entries"]) == 1
    assert answer["refused"][0]["where"] == "notebook.csv, row 3"


def test_what_was_agreed_and_not_paid_is_owed(tmp_path: Path) -> None:
    answer = told(
        tmp_path,
        "2026-03-01,agreed,Client,Boss,,3000,EUR,,",
        "2026-03-02,paid,Client,Driver,,500,EUR,,",
    )
    assert (balance(answer, "Client")["owes"], balance(answer, "Boss")["owed"]) == (
        250_000,
        250_000,
    )


def test_instalments_are_added_up_by_leg(tmp_path: Path) -> None:
    answer = told(
        tmp_path,
        *(
            f"2026-03-0{n},paid,Client,Boss,,400,EUR,,{leg}"
            for n, leg in ((1, "one"), (2, "two"), (3, "two"))
        ),
    )
    assert {leg["leg"]: leg["paid"] for leg in answer["legs"]} == {"one": 40_000, "two": 80_000}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 10**6)),
        max_size=20,
    )
)
def test_what_is_paid_is_received(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]]
) -> None:
    answer = told(
        tmp_path_factory.mktemp("book"),
        *(f"2026-03-01,paid,{a},{b},,{n},EUR,," for a, b, n in rows),
    )
    paid = sum(b["paid"] for b in answer["balances"])
    assert paid == sum(b["received"] for b in answer["balances"]) == sum(n for *_, n in rows) * 100


def test_a_missing_rate_is_asked_for_and_never_made_up(tmp_path: Path) -> None:
    row = "2026-03-10,paid,Client,Boss,,1000,TRY,,"
    without = told(tmp_path, row)
    assert without["moved"]["total"] is None
    assert without["missing_rates"] == [{"currency": "TRY", "into": "EUR", "day": "2026-03-10"}]
    rate = Rate("2026-03-08", "EUR", "TRY", Decimal(50))
    answer = told(tmp_path, row, rates=(rate,))
    assert answer["moved"]["total"] == {"minor": 2_000, "currency": "EUR", "text": "20.00 EUR"}
    assert answer["moved"]["rates"][0]["day"] == "2026-03-08"


@pytest.mark.parametrize("day", ["2026-03-07", "2026-03-16", ""])
def test_a_rate_counts_for_its_day_and_the_week_after(day: str) -> None:
    rate = Rate("2026-03-08", "EUR", "TRY", Decimal(50))
    assert isinstance(convert(Amount(100, "TRY"), "EUR", day, [rate]), Missing)


def test_a_row_that_is_no_rate_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date,from,to,rate\n2026-03-01,EUR,TRY,-4\n")
    with pytest.raises(SourceError, match="row 2"):
        read_rates(path)


def test_a_rate_of_a_currency_nobody_knows_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date;from;to;rate\n2026-03-01;EUR;TRY;49,10\n2026-03-01;EUR;zorkmid;2\n")
    with pytest.raises(SourceError, match="zorkmid") as refused:
        read_rates(path)
    assert refused.value.where == "rates.csv, row 3"


def test_rows_that_cannot_be_taken_are_kept_with_their_reason(tmp_path: Path) -> None:
    sums = ("many,EUR", "5,zorkmid", "5,", "5,EUR")
    answer = told(tmp_path, *(f"2026-03-01,paid,A,B,,{one},," for one in sums))
    assert [one["where"] for one in answer["refused"]] == [
        f"notebook.csv, row {n}" for n in (2, 3, 4)
    ]
    assert len(answer["entries"]) == 1


def test_the_turnover_of_300_people_at_2500_to_3000_is_an_interval() -> None:
    told = estimate((), assumed(["people=300", "fee=2500..3000", "months=1", "paid=1"]), "EUR")
    assert told["turnover"] == {"low": 750_000, "high": 900_000}
    assert told["profit"] == {"low": 0, "high": 900_000}, "a cost nobody knows is left open"


def test_a_factor_nobody_gives_is_asked_for() -> None:
    told = estimate((), assumed(["people=300"]), "EUR")
    assert told["turnover"] is None
    assert len(told["asked"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["fee", "fee=3000..2500", "luck=3", "cost=2"])
def test_what_is_no_assumption_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        assumed([text])


def test_payments_of_a_case_are_entries_with_their_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    client, office = person(1, "Client Example"), person(2, "Office Example")
    payment = thing(
        "Payment",
        3,
        amount="1500",
        currency="EUR",
        date="2026-03-01",
        purpose="hawala deposit, code AB12",
    )
    desk.bring(
        "xk-police",
        client,
        office,
        payment.link("payer", client.key).link("beneficiary", office.key),
    )
    book = Book()
    with desk.door.quiet() as view:
        from_case(view, case_network(view), book)
        answer: Any = money(book, (), "EUR", (), view)
    desk.case.close()
    (entry,) = answer["entries"]
    assert (entry["kind"], entry["holder"], entry["code"], entry["minor"]) == (
        "deposited",
        "Office Example",
        "AB12",
        150_000,
    )
    assert entry["where"].endswith("row 3")


def test_currencies_are_known_by_the_words_of_the_route() -> None:
    assert [currency_of(word) for word in ("евра"[:3] + "о", "TL", "dinara", "денари")] == [
        "EUR",
        "TRY",
        "RSD",
        "MKD",
    ]


def test_a_notebook_whose_dates_are_parted_by_dots_puts_the_day_first(tmp_path: Path) -> None:
    answer = told(tmp_path, "09.08.2026,paid,Ana,Boris,,100,evra,,")
    assert [entry["day"] for entry in answer["entries"]] == ["2026-08-09"]
    assert balance(answer, "Boris")["received"] == 10_000


def test_one_date_that_reads_one_way_tells_the_order_of_the_notebook(tmp_path: Path) -> None:
    answer = told(
        tmp_path, "03/01/2026,paid,Ana,Boris,,100,EUR,,", "03/25/2026,paid,Ana,Boris,,100,EUR,,"
    )
    assert [entry["day"] for entry in answer["entries"]] == ["2026-03-01", "2026-03-25"]


def test_rates_are_read_as_the_region_writes_them(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("date;from;to;rate\n1.3.2026;EUR;RSD;117,2\n", encoding="utf-8")
    assert [(r.day, str(r.rate)) for r in read_rates(file)] == [("2026-03-01", "117.2")]


def test_crypto_money_has_the_units_its_chain_counts_in() -> None:
    assert (amount_of("0.00000001", "BTC").minor, amount_of("2500", "tether").minor) == (
        1, 2_500_000_000,
    )  # fmt: skip
    assert amount_of("1.005", "BTC").minor == 100_500_000


def test_an_amount_beyond_all_money_is_refused() -> None:
    with pytest.raises(UsageError, match="more than there is"):
        amount_of("9" * 26, "EUR")


@pytest.mark.parametrize("kind", ["agreeed", "realeased", "piad"])
def test_a_kind_that_is_misspelt_is_refused_and_not_taken_for_a_payment(
    tmp_path: Path, kind: str
) -> None:
    answer = told(tmp_path, f"2026-03-01,{kind},A,B,,100,EUR,,", "2026-03-01,taksi,A,B,,5,EUR,,")
    assert [entry["kind"] for entry in answer["entries"]] == ["paid"]
    assert [one["where"] for one in answer["refused"]] == ["notebook.csv, row 2"]
