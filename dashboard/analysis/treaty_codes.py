"""What a country added when it joined: letters of the depositary's chart, in words."""

import pandas as pd

from dashboard.core.provenance import split_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

CODES = {
    "R": ("Reservation", "a provision the country does not accept, or accepts in part"),
    "D": ("Declaration", "how it reads or applies a provision, or a choice the treaty offers"),
    "A": ("Authority", "it named the office that handles extradition, assistance or 24/7 contact"),
    "T": ("Territory", "it said to which of its territories the treaty applies"),
    "C": ("Communication", "another message to the depositary"),
    "O": ("Objection", "it objected to what another party declared"),
}
"""Letter → its name and what it means, in our words."""


@per_store(size=4)
def treaty_codes(store: Store) -> pd.DataFrame:
    """One row a country, treaty and letter: treaty_id, iso3, name, code, word, source_id, as_of.

    Letters are seen as of the date of the list; when each was added is not in the source.
    """
    table = store.table("treaty_status")
    table = table[table["coe_codes"].notna()]
    rows = [
        {
            **{k: row[k] for k in ("treaty_id", "iso3", "source_id", "as_of")},
            **{"name": store.countries[str(row["iso3"])].name, "code": code},
            "word": CODES[code][0],
        }
        for row in table.to_dict("records")
        for code in split_ids(row["coe_codes"])
    ]
    columns = ["treaty_id", "iso3", "name", "code", "word", "source_id", "as_of"]
    return pd.DataFrame(rows, columns=columns)
