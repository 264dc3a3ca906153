"""Layers that the comparison shows: labels as on the map, with the treaty's id."""

LAYERS = {
    "Malabo Convention": "AU_MALABO",
    "Lanzarote Convention": "CETS201",
    "Convention 108+": "CETS223",
    "Second Additional Protocol": "CETS224",
    "CIS agreement 2018": "CIS_CYBER2018",
    "Budapest Convention": "CETS185",
}
