"""Values cleaned without FollowTheMoney are what FollowTheMoney would have made of them."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from clew.model.ftm import model
from clew.model.values import Cleaner

DATE = model()["Message"].properties["date"]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)), st.integers(0, 39))  # noqa: DTZ001 - texts without a zone
def test_a_time_in_utc_is_kept_as_followthemoney_keeps_it(at: datetime, day: int) -> None:
    text = f"{at:%Y-%m}-{day:02d}T{at:%H:%M:%S}"
    assert Cleaner(None).clean(DATE, "date", text).text == DATE.type.clean(text)


def test_a_value_its_cleaner_cannot_bear_is_refused_with_a_reason() -> None:
    kind = model()["Document"].properties["mimeType"]
    taken = Cleaner(None).clean(kind, "mimetype", "text/pl\nain; a\rb")
    assert taken.text is None
    assert "is not a mime-type" in taken.reason
