"""Typst with the project's own fonts only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import study.sharing.typesetting as typesetting

TEMPLATES = sorted((Path(typesetting.__file__).parent / "templates").glob("*.typ"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_fonts_of_templates_are_there(template: Path) -> None:
    fonts = typesetting._load_fonts()
    named = re.findall(r'-fonts = \("([^"]+)", "([^"]+)"\)', template.read_text(encoding="utf-8"))
    assert {name for pair in named for name in pair} <= set(fonts.families())


def test_no_font_of_the_machine_is_used() -> None:
    assert typesetting._load_fonts().families() == ["DejaVu Sans", "Overpass", "Overpass Mono"]
