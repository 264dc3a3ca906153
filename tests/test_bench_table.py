"""The table of the benchmarks: aims, ratios and what was reached."""

from benchmarks.table import Row, markdown, rows


def test_an_aim_is_for_the_ratio_or_for_the_number() -> None:
    assert Row("click", 150, "ms", 100, 1.5, of_ratio=True).reached is True
    assert Row("click", 160, "ms", 100, 1.5, of_ratio=True).reached is False
    assert Row("reruns", 49, "/s", aim=50, more=True).reached is False
    assert Row("reruns", 51, "/s", aim=50, more=True).reached is True
    assert Row("size", 3).reached is None


def test_aims_and_units_are_read_from_names() -> None:
    listed = rows({"store opened, s (aim 2)": 0.5, "network, MiB (aim 100)": 120.0})
    assert [(row.what, row.unit, row.aim, row.reached) for row in listed] == [
        ("store opened", "s", 2.0, True),
        ("network", "MiB", 100.0, False),
    ]
    assert markdown(listed).splitlines()[2] == "| store opened | 0.5 s |  |  | ≤ 2 s | yes |"
