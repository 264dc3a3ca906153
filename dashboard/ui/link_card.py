"""What other sites show of a link to a view: title, sentence, picture (Open Graph and Twitter)."""

from dataclasses import dataclass
from html import escape

PRODUCT = "Global Cyber Cooperation Dashboard"
PICTURE = (1200, 675)
"""Width and height in pixels of the picture of a link."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a link preview says about one view: a short title and one sentence.

    ``path`` is the view's address and ``image`` its picture's, both from the root of the server;
    '' where there is none.
    """

    title: str
    description: str
    path: str = ""
    image: str = ""

    @property
    def full_title(self) -> str:
        return PRODUCT if self.title == PRODUCT else f"{self.title} · {PRODUCT}"


def card_html(page: PageHead, place: str) -> str:
    """The tags of the card. ``place`` is the address of the app's root; '' leaves addresses out."""
    title, text = escape(page.full_title, quote=True), escape(page.description, quote=True)
    image = escape(place + page.image, quote=True) if place and page.image else ""
    properties = {
        "og:title": title,
        "og:description": text,
        "og:site_name": PRODUCT,
        "og:type": "website",
        "og:locale": "en_GB",
    }
    names = {
        "twitter:card": "summary_large_image" if image else "summary",
        "twitter:title": title,
        "twitter:description": text,
    }
    link = ""
    if place and page.path:
        properties["og:url"] = escape(place + page.path, quote=True)
        link = f'<link rel="canonical" href="{properties["og:url"]}">'
    if image:
        width, height = PICTURE
        properties |= {
            "og:image": image,
            "og:image:type": "image/png",
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": title,
        }
        names["twitter:image"] = image
    return (
        "".join(f'<meta property="{name}" content="{s}">' for name, s in properties.items())
        + "".join(f'<meta name="{name}" content="{s}">' for name, s in names.items())
        + link
    )
