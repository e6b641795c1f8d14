from __future__ import annotations

import re

import pytest
from study.publishing.assets.joining import OUTSIDE, join_modules
from study.publishing.assets.scripts import Scripts, join_scripts

ENTRY = "assets/entry.mjs"
MODULES = {
    ENTRY: 'import { name } from "./names.mjs";\ndocument.title = name("entry");\nimport("./late.mjs");\n',
    "assets/late.mjs": (
        'import { name as call } from "./names.mjs";\nimport { other } from "./both.mjs";\n'
        "export const open = () => call(other);\n"
    ),
    "assets/later.mjs": 'import { other } from "./both.mjs";\nexport const open = () => other;\n',
    "assets/names.mjs": (
        'const nobodyCallsThis = "unused";\nexport function name(wholeWord) {\n  return `named ${wholeWord}`;\n}\n'
    ),
    "assets/both.mjs": 'export const other = "for two";\n',
}
MODULES[ENTRY] += 'const load = async () => (await import("./later.mjs")).open;\nload();\n'


def _join(modules: dict[str, str]) -> Scripts:
    return join_scripts(modules, [ENTRY], join_modules)


def _text(scripts: Scripts, module: str) -> str:
    return scripts.files[scripts.homes[f"assets/{module}.mjs"]]


def test_what_two_scripts_share_is_one_of_its_own_and_what_one_needs_is_in_it() -> None:
    homes = _join(MODULES).homes
    stems = {module: home.partition(".")[0] for module, home in homes.items()}
    assert stems == {
        ENTRY: "assets/entry",
        "assets/names.mjs": "assets/late",
        "assets/late.mjs": "assets/late",
        "assets/later.mjs": "assets/later",
        "assets/both.mjs": "assets/study/shared",
    }


def test_what_is_loaded_early_never_runs_an_entry() -> None:
    scripts = _join(MODULES)
    assert "named" in _text(scripts, "entry")
    assert not any(re.search(r'from"\./entry\.', text) for text in scripts.files.values())


def test_scripts_name_each_other_as_they_are_served() -> None:
    scripts = _join(MODULES)
    named = re.findall(r'(?:from|import\()"(\./[^"]+)"', _text(scripts, "late") + _text(scripts, "entry"))
    assert {f"assets/{path.removeprefix('./')}" for path in named} <= scripts.files.keys()
    assert not any(OUTSIDE in text for text in scripts.files.values())


def test_what_is_loaded_later_is_known_by_its_own_names() -> None:
    assert re.search(r"\.then\(\w+=>\(\{open:\w+\.\w+\}\)\)", _text(_join(MODULES), "entry"))


def test_names_are_short_and_what_nobody_uses_is_gone() -> None:
    assert not re.search("wholeWord|nobodyCallsThis|unused", _text(_join(MODULES), "names"))


def test_modules_that_load_nothing_later_are_one_script() -> None:
    modules = {
        ENTRY: 'import { name } from "./names.mjs";\nname(1);\n',
        "assets/names.mjs": MODULES["assets/names.mjs"],
    }
    assert len(_join(modules).files) == 1


def test_the_same_modules_make_the_same_scripts() -> None:
    assert _join(MODULES) == _join(dict(reversed(MODULES.items())))


def test_a_change_anywhere_renames_every_script() -> None:
    changed = {**MODULES, "assets/both.mjs": 'export const other = "for many";\n'}
    assert not _join(MODULES).files.keys() & _join(changed).files.keys()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("export default 1;\n", "this form cannot be joined", id="another-form"),
        pytest.param('import { gone } from "./names.mjs";\n', "does not export gone", id="no-such-export"),
        pytest.param('import { name } from "./gone.mjs";\n', "there is no module assets/gone.mjs", id="no-such-module"),
    ],
)
def test_what_cannot_be_joined_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _join({**MODULES, ENTRY: text})
