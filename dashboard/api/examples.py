"""One request that works for every route, relative to the root of the interface."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "assets" / "examples.json"

EXAMPLES: Mapping[str, str] = {
    "/countries": "countries",
    "/countries/{iso3}": "countries/FRA",
    "/countries/{iso3}/partners": "countries/BRA/partners?on=2026-11-24",
    "/pairs/{a}/{b}": "pairs/BRA/JPN?on=2026-11-24",
    "/treaties": "treaties",
    "/treaties/{treaty_id}/status": "treaties/CETS185/status?on=2020-01-01",
    "/organisations": "organisations",
    "/organisations/{organisation_id}/members": "organisations/NATO/members?on=2004-03-29",
    "/csirts": "csirts?country=Brazil",
    "/csirts/teams": "csirts/teams?network=FIRST&format=csv",
    "/indicators": "indicators?obstacle=5",
    "/indicators/{indicator_id}/values": "indicators/gci_overall/values?year=2024",
    "/incidents": "incidents?dataset=vcdb&victim=EST",
    "/incidents/datasets": "incidents/datasets",
    "/incidents/counts": "incidents/counts?dataset=vcdb&by=year",
    "/gaps": "gaps?dataset=dcid&on=2026-11-24",
    "/gaps/pairs": "gaps/pairs?dataset=dcid&on=2026-11-24",
    "/accession": "accession?country=BRA&dataset=dcid&on=2026-11-24",
    "/figures": "figures",
    "/figures/{file}": "figures/map.csv?layer=CETS185&on=2026-11-24",
    "/briefs/{iso3}.pdf": "briefs/KEN.pdf?on=2026-11-24",
    "/briefs/{a}/{b}.pdf": "briefs/FRA/BRA.pdf?on=2026-11-24",
    "/changes": "changes?since=2026-01-01&on=2026-11-24",
    "/guide": "guide?section=obstacle&on=2026-11-24&country=FRA",
    "/glossary": "glossary?q=treaty",
    "/sources": "sources?topic=treaties",
    "/layers": "layers",
    "/layers/{layer_id}": "layers/CETS185",
    "/layers/{layer_id}/timeline": "layers/CETS185/timeline",
}


def kept_examples() -> Mapping[str, Any]:
    """Shortened answers to these requests, as ``python -m dashboard docs`` last wrote them:
    for each path its ``type`` (of media) and its ``answer``."""
    kept: Mapping[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept
