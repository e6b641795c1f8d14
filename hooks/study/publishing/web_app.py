"""What makes the site an app on a phone: its manifest, and its icons drawn from the logo's geometry."""

from __future__ import annotations

import json
from io import BytesIO

from PIL import Image, ImageDraw

MANIFEST = "manifest.webmanifest"
PAPER = "#fcfcfa"
INK = "#128067"
MARK = "#f2a93b"

ICONS = {"icon-192.png": (192, 0.72), "icon-512.png": (512, 0.72), "icon-maskable-512.png": (512, 0.54)}
"""Size in pixels, and the share of it that the logo takes: systems cut a maskable icon to a circle of 80 %."""

TOUCH_ICON = "apple-touch-icon.png"
_FOLDER = "assets/study/icons"
_GRID = 32
_FINER = 4


def render_app(name: str, description: str) -> dict[str, bytes]:
    """Return the manifest and the icons by their paths in the site; addresses in it work under any path."""
    icons = {f"{_FOLDER}/{file}": draw_icon(size, share) for file, (size, share) in ICONS.items()}
    icons[f"{_FOLDER}/{TOUCH_ICON}"] = draw_icon(180, 0.72)
    return {MANIFEST: render_manifest(name, description).encode(), **icons}


def render_manifest(name: str, description: str) -> str:
    """Return the manifest as JSON."""
    manifest = {
        "id": "./",
        "name": name,
        "short_name": name,
        "description": description,
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": f"{_FOLDER}/{file}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if "maskable" in file else "any",
            }
            for file, (size, _) in ICONS.items()
        ],
        "shortcuts": [{"name": "Quiz", "url": "quiz/"}, {"name": "Flashcards", "url": "flashcards/"}],
    }
    return json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"


def draw_icon(size: int, share: float) -> bytes:
    """Return the logo on paper as a square PNG, the same bytes from the same Pillow."""
    whole = size * _FINER
    scale, margin = whole * share / _GRID, whole * (1 - share) / 2
    image = Image.new("RGB", (whole, whole), PAPER)
    draw = ImageDraw.Draw(image)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        return tuple(round(margin + place * scale) for place in (left, top, right, bottom))

    for left in (2, 11):
        draw.rectangle(box(left, 8, left + 7, 24), fill=INK)
    draw.rectangle(box(23, 8, 30, 24), fill=INK)
    draw.rectangle(box(25, 10, 28, 22), fill=PAPER)
    draw.rectangle(box(19.25, 4, 21.75, 28), fill=MARK)
    png = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).quantize(64).save(png, "PNG", optimize=True)
    return png.getvalue()
