"""Errors that a reader may see: one paragraph that says what, what is allowed, what to do."""

import pytest

from dashboard.core.errors import (
    BadDateError,
    DataError,
    Problem,
    UnknownCountryError,
    UnknownIdError,
    UserError,
)
from dashboard.core.pairs import Pair


def test_a_sentence_has_all_parts_in_order() -> None:
    problem = UserError(
        "There is no layer “x”", where="layer", given="x", allowed=("a", "b"), fix="Choose one"
    )
    assert problem.sentence() == "There is no layer “x”. Allowed: a, b. Choose one."
    assert str(problem) == problem.sentence()
    assert (problem.where, problem.given, problem.allowed) == ("layer", "x", ("a", "b"))


def test_parts_that_are_missing_leave_no_trace() -> None:
    assert UserError("Something is wrong.").sentence() == "Something is wrong."
    assert UserError("Wrong", given=0).given == "0"
    assert UserError("Wrong").given is None


def test_a_long_list_of_allowed_values_is_cut_in_words_only() -> None:
    problem = UserError("Wrong", allowed=(str(n) for n in range(40)))
    assert "11 and 28 more." in problem.sentence()
    assert len(problem.allowed) == 40


@pytest.mark.parametrize("kind", [UnknownIdError, UnknownCountryError, BadDateError, DataError])
def test_one_base_means_safe_to_show(kind: type[Exception]) -> None:
    assert issubclass(kind, UserError)


def test_data_errors_name_every_problem() -> None:
    problems = [
        Problem("links", "FRA, NAM", "kind", "mlta", "not allowed", "mlat, mou"),
        Problem("treaties", "CETS185", "opened", "", "missing"),
    ]
    error = DataError(problems)
    assert error.what == "2 problem(s) in the data (links, treaties)"
    assert "links · FRA, NAM · kind = 'mlta': not allowed; allowed: mlat, mou" in str(error)
    assert "treaties · CETS185 · opened = '': missing" in str(error)
    assert "make data-check" in str(error)


def test_very_many_problems_are_counted_not_printed() -> None:
    error = DataError([Problem("t", str(n), "c", "v", "bad") for n in range(60)])
    assert "and 10 more" in str(error)
    assert len(error.problems) == 60


def test_a_pair_is_stored_sorted_and_shown_as_chosen() -> None:
    pair = Pair("USA", "FRA")
    assert pair.key == ("FRA", "USA") == pair.flipped.key
    assert (pair.a, pair.flipped.a) == ("USA", "FRA")


def test_a_pair_needs_two_countries() -> None:
    with pytest.raises(UserError, match="two different countries") as problem:
        Pair("FRA", "FRA")
    assert problem.value.given == "FRA, FRA"
