"""Pages are drawn a few at a time, in the order they were asked for."""

import threading
import time

import pytest

from dashboard.ui.turns import Turns


@pytest.mark.parametrize("slots", [1, 2])
def test_few_are_inside_and_the_others_come_in_order(slots: int) -> None:
    turns, inside, most, order = Turns(slots), [], [0], []
    hold = threading.Event()

    def reader(number: int) -> None:
        with turns:
            inside.append(number)
            order.append(number)
            most[0] = max(most[0], len(inside))
            hold.wait(5)
            inside.remove(number)

    readers = [threading.Thread(target=reader, args=(number,)) for number in range(5)]
    for thread in readers:
        thread.start()
        time.sleep(0.02)
    assert order == list(range(slots))
    hold.set()
    for thread in readers:
        thread.join(5)
    assert most == [slots]
    assert sorted(order) == list(range(5))
    assert slots > 1 or order == sorted(order)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"), turns:
            raise ValueError("broken")
