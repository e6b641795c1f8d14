"""What makes the site an app on a phone: its manifest, and its icons."""

from __future__ import annotations

import json

from study.sharing.typesetting import draw_pages, typeset

MANIFEST = "manifest.webmanifest"
PAPER = "#fcfcfa"
INK = "#128067"
MARK = "#f2a93b"

ICONS = {"icon-192.png": (192, 0.72), "icon-512.png": (512, 0.72), "icon-maskable-512.png": (512, 0.54)}
"""Size in pixels, and the share of it that the logo takes: systems cut a maskable icon to a circle of 80 %."""

TOUCH_ICON = {"apple-touch-icon.png": (180, 0.72)}
_FOLDER = "assets/study/icons"


def render_app(name: str, description: str) -> dict[str, bytes]:
    """Return the manifest and the icons by their paths in the site; addresses in it work under any path."""
    sizes = {f"{_FOLDER}/{file}": size for file, size in {**ICONS, **TOUCH_ICON}.items()}
    data = {"icons": list(sizes.values()), "ink": INK, "mark": MARK, "paper": PAPER}
    icons = draw_pages(typeset("icons.typ", data), [(INK, PAPER), (MARK, PAPER)])
    return {MANIFEST: render_manifest(name, description).encode(), **dict(zip(sizes, icons, strict=True))}


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
