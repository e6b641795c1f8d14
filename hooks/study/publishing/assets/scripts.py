"""The browser modules joined into few scripts: one for every page, others for what a page's elements load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath, splitext
from string import ascii_letters

from study.publishing.assets.joining import JOINED, OUTSIDE
from study.publishing.assets.modules import Import, Module, read_modules, replace_later
from study.publishing.assets.names import digest

SHARED = "assets/study/shared.mjs"
"""Chunk of what several roots need."""

Join = Callable[[Iterable[Mapping[str, str]]], Iterable[str]]
"""Makes one script of each group of modules by path, that which its module `JOINED` is."""

_FOREIGN = "foreign/"
"""Folder of the modules that stand for other chunks."""


@dataclass(frozen=True)
class Chunk:
    """Modules that are served as one file."""

    path: str
    """Of its file, before there is a hash in its name."""

    modules: tuple[Module, ...]
    """Each behind those that it imports."""


@dataclass(frozen=True)
class Scripts:
    """What is served in place of the modules."""

    files: Mapping[str, str]
    """Text by path."""

    homes: Mapping[str, str]
    """Path of the file in which a module is, by the module's."""


def join_scripts(sources: Mapping[str, str], entries: Iterable[str], join: Join) -> Scripts:
    """Return the scripts that do what the modules do; `entries` are the modules that pages and workers start with.

    All bear the hash of all, since they name each other, also in a circle.
    """
    chunks = plan_chunks(read_modules(sources), entries)
    writer = _Writer(chunks, entries)
    plain = dict(zip((chunk.path for chunk in chunks), join(map(writer.render, chunks)), strict=True))
    mark = digest("".join(plain.values()).encode())
    final = {path: f"{splitext(path)[0]}.{mark}.js" for path in plain}
    files = {final[path]: _rename(text, path, final) for path, text in plain.items()}
    return Scripts(files, {path: final[home] for path, home in find_homes(chunks).items()})


def plan_chunks(modules: Mapping[str, Module], entries: Iterable[str]) -> tuple[Chunk, ...]:
    """Return the chunks: one for each root with what no other needs, one for what several share.

    A root is an entry, or what some module loads later. An entry's chunk holds all that it needs, though others may
    hold it too: a chunk that a page asks for early must not run what waits for the page.
    """
    starts = tuple(dict.fromkeys(entries))
    roots = list(starts)
    for root in roots:
        roots += [path for path in _find_later(modules, root) if path not in roots]
    wanted_by: dict[str, list[str]] = {}
    for root in roots[len(starts) :]:
        for path in _order(modules, root):
            wanted_by.setdefault(path, []).append(root)
    homes = {path: _find_home(path, wanted_by, roots) for path in wanted_by}
    own = {start: _order(modules, start) for start in starts}
    late = {home: [path for path in homes if homes[path] == home] for home in sorted({*homes.values()})}
    return tuple(Chunk(home, tuple(modules[path] for path in paths)) for home, paths in {**own, **late}.items())


def _find_home(path: str, wanted_by: Mapping[str, list[str]], roots: Iterable[str]) -> str:
    """Return the chunk of a module: that of the root behind which all others want it, or the shared."""
    wanting = wanted_by[path]
    if path in roots:
        return path
    behind = [root for root in wanting if {*wanting} <= {*wanted_by[root]}]
    return behind[0] if behind else SHARED


def _order(modules: Mapping[str, Module], root: str, above: tuple[str, ...] = ()) -> list[str]:
    """Return the paths of a module and all that it imports, each behind those that it needs."""
    if root in above:
        raise ValueError(f"{root}: it imports itself by way of {above[-1]}")
    found: dict[str, None] = {}
    for wanted in modules[root].imports:
        found |= dict.fromkeys(_order(modules, wanted.path, (*above, root)))
    return [*found, root]


def _find_later(modules: Mapping[str, Module], root: str) -> list[str]:
    return [later for path in _order(modules, root) for later in modules[path].later]


class _Writer:
    """Writes modules so that each chunk can be joined by itself; what chunks take from each other has a short name."""

    def __init__(self, chunks: tuple[Chunk, ...], entries: Iterable[str]) -> None:
        self._chunks = chunks
        self._entries = frozenset(entries)
        self._homes = find_homes(chunks)
        self._modules = {module.path: module for chunk in chunks for module in chunk.modules}
        self._names = {chunk.path: self._find_names(chunk) for chunk in chunks}

    def render(self, chunk: Chunk) -> dict[str, str]:
        """Return the texts to join by path: the modules of the chunk, and what runs them and gives them away."""
        runs = [
            f'import "./{module.path}";\n' for module in chunk.modules if module.path in {*self._entries, chunk.path}
        ]
        gives = [
            f'export {{ {name} as {short} }} from "./{path}";\n'
            for (path, name), short in self._names[chunk.path].items()
        ]
        texts = {module.path: self._render_module(module, chunk) for module in chunk.modules}
        return {JOINED: "".join([*runs, *gives]), **texts, **self._render_outside(chunk)}

    def _render_outside(self, chunk: Chunk) -> dict[str, str]:
        """Return a module for each chunk that this one takes from, so that it is named once."""
        taken: dict[str, set[str]] = {}
        for path, name in _find_taken(chunk):
            taken.setdefault(self._homes[path], set()).add(self._names[self._homes[path]][path, name])
        return {
            f"{_FOREIGN}{home}": f'export {{ {", ".join(sorted(names))} }} from "{_mark(home)}";\n'
            for home, names in sorted(taken.items())
        }

    def _find_names(self, chunk: Chunk) -> dict[tuple[str, str], str]:
        """Return a short name for everything that other chunks take, by its module and its name there."""
        taken = {key for other in self._chunks for key in _find_taken(other) if self._homes[key[0]] == chunk.path}
        loaded = {path for user in self._modules.values() for path in user.later if self._homes[path] == chunk.path}
        taken |= {(path, name) for path in loaded for name in self._modules[path].exports}
        return {key: f"{ascii_letters[index % 52]}{index // 52 or ''}" for index, key in enumerate(sorted(taken))}

    def _render_module(self, module: Module, chunk: Chunk) -> str:
        takes = [self._render_import(module, wanted, chunk) for wanted in module.imports]
        text = replace_later(module.text, module.path, {path: self._render_later(path) for path in module.later})
        return f"{''.join(takes)}{text}\nexport {{ {', '.join(module.exports)} }};\n"

    def _render_import(self, module: Module, wanted: Import, chunk: Chunk) -> str:
        source, known = wanted.path, {name: name for name, _ in wanted.names}
        if not any(other.path == wanted.path for other in chunk.modules):
            home = self._homes[wanted.path]
            source, known = f"{_FOREIGN}{home}", {name: self._names[home][wanted.path, name] for name in known}
        names = ", ".join(f"{known[name]} as {own}" for name, own in wanted.names)
        return f'import {{ {names} }} from "{_specifier(module.path, source)}";\n'

    def _render_later(self, path: str) -> str:
        names = self._names[self._homes[path]]
        taken = ", ".join(f"{name}: chunk.{names[path, name]}" for name in self._modules[path].exports)
        return f'import("{_mark(self._homes[path])}").then((chunk) => ({{ {taken} }}))'


def find_homes(chunks: Iterable[Chunk]) -> dict[str, str]:
    """Return the path of the chunk from which others take a module, by the module's: the last that holds it."""
    return {module.path: chunk.path for chunk in chunks for module in chunk.modules}


def _find_taken(chunk: Chunk) -> set[tuple[str, str]]:
    """Return what a chunk takes from others, each by its module and its name there."""
    own = {module.path for module in chunk.modules}
    imports = [wanted for module in chunk.modules for wanted in module.imports if wanted.path not in own]
    return {(wanted.path, name) for wanted in imports for name, _ in wanted.names}


def _mark(chunk: str) -> str:
    """Return what stands for the address of a chunk until it has a name."""
    return f"{OUTSIDE}{chunk}"


def _specifier(chunk: str, other: str) -> str:
    path = relpath(other, dirname(chunk) or ".")
    return path if path.startswith(".") else f"./{path}"


def _rename(text: str, path: str, final: Mapping[str, str]) -> str:
    """Return a script that names the others as they are served."""
    for other, name in final.items():
        text = text.replace(_mark(other), _specifier(path, name))
    return text
