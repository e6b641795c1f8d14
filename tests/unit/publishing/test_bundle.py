"""The bundle of small modules: what becomes a file, what its name tells, and what is refused."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from deno import find_deno_bin
from study.publishing.assets.bundle import Bundle, bundle_modules

ENTRIES = ("assets/entry.mjs", "assets/other.mjs")
MODULES = {
    "assets/entry.mjs": (
        'import { name } from "./shared/names.mjs";\ndocument.title = name("entry");\n'
        'const load = async () => (await import("./shared/late.mjs")).open();\nload();\n'
    ),
    "assets/other.mjs": 'import { name } from "./shared/names.mjs";\ndocument.title = name("other");\n',
    "assets/shared/late.mjs": 'export const open = () => "late";\n',
    "assets/shared/names.mjs": (
        'const nobodyCallsThis = "unused";\nexport function name(wholeWord) {\n  return `named ${wholeWord}`;\n}\n'
    ),
}

DEPENDENT = """
function read(given) {
  const all = { ...given };
  const count = Object.values(all).reduce((sum) => sum + 1, 0);
  const { inner } = all;
  const { first, second } = { first: 1, ...inner };
  return [first, second, count].join(" ");
}
console.log(read({ inner: { first: 3, second: 4 }, other: 0 }));
"""


def bundle(folder: Path, changed: Mapping[str, str] | None = None) -> Bundle:
    for path, text in {**MODULES, **(changed or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return bundle_modules(folder, ENTRIES, "assets")


def test_each_entry_is_one_minified_file_and_what_it_loads_later_another(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".#.", path) for path in sorted(made.names.values())] == [
        *("assets/entry.#.js", "assets/late.#.js", "assets/other.#.js")
    ]
    assert sorted(made.names.values()) == sorted(made.files)
    for entry in ENTRIES:
        assert "named" in made.files[made.names[entry]]
        assert not re.search("wholeWord|nobodyCallsThis|unused|sourceMappingURL", made.files[made.names[entry]])


def test_files_name_each_other_as_they_are_served(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    named = re.findall(r'import\("\./([^"]+)"\)', made.files[made.names["assets/entry.mjs"]])
    assert [f"assets/{name}" for name in named] == [made.names["assets/shared/late.mjs"]]


def test_bundle_runs_as_its_modules_do(tmp_path: Path) -> None:
    made = bundle(tmp_path, {"assets/entry.mjs": DEPENDENT})
    script = made.files[made.names["assets/entry.mjs"]]
    command = [find_deno_bin(), "run", "--no-config", "--quiet", "-"]
    result = subprocess.run(command, input=script, capture_output=True, text=True, env={"NO_COLOR": "1"})
    assert (result.stdout, result.stderr) == ("3 4 2\n", "")


def test_same_modules_make_the_same_bundle_wherever_they_lie(tmp_path: Path) -> None:
    assert bundle(tmp_path / "one") == bundle(tmp_path / "another")


def test_change_renames_what_holds_it_and_what_names_that_alone(tmp_path: Path) -> None:
    before = bundle(tmp_path)
    after = bundle(tmp_path, {"assets/shared/late.mjs": 'export const open = () => "later";\n'})
    kept = {module for module, path in before.names.items() if after.names[module] == path}
    assert kept == {"assets/other.mjs"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('import { gone } from "./shared/names.mjs";\ngone();\n', 'export .* "gone"', id="name"),
        pytest.param('import "./gone.mjs";\n', r'Could not resolve "\./gone\.mjs"', id="module"),
        pytest.param("const = 1;\n", r"assets/entry\.mjs:1:6: ERROR", id="syntax"),
    ],
)
def test_what_cannot_be_bundled_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        bundle(tmp_path, {"assets/entry.mjs": text})
