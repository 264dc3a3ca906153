"""The most- and the least-connected partners of one country, ties and all."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """``most`` and ``least`` have the rows and columns of ``partners``, UN members only, out of
    ``states``; ties are in order of names. ``most_with`` and ``fewest_with`` are everyone who has
    as many channels as the first of each."""

    most: pd.DataFrame
    least: pd.DataFrame
    most_with: tuple[str, ...]
    fewest_with: tuple[str, ...]
    states: int


def ends(partners: pd.DataFrame, count: int = 10) -> Ends | None:
    """Who has most and who fewest channels in force with a country; None without partners.

    Only UN members are compared: entities that few lists can name would fill the lower end. A
    count of 0 is "none seen".
    """
    if partners.empty:
        return None
    states = partners[partners["un_member"].astype(bool)]
    order = states.sort_values(["channels", "name"], ascending=[False, True], kind="stable")
    low = states.sort_values(["channels", "name"], kind="stable")
    return Ends(
        most=order.head(count).reset_index(drop=True),
        least=low.head(count).reset_index(drop=True),
        most_with=_tied(order),
        fewest_with=_tied(low),
        states=len(states),
    )


def _tied(order: pd.DataFrame) -> tuple[str, ...]:
    same = order[order["channels"].eq(order["channels"].iloc[0])]
    return tuple(str(name) for name in same["name"])
