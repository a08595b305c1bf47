"""The house keeps its order: sizes, directions of imports, and who may know what."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("pages", "components", "graph", "extract", "ontology", "benchmarks", "tests")
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 40, 6

# What each of the upper storeys may import besides the standard library.
ALLOWED = {
    "app.py": {"components", "graph", "ontology", "streamlit"},
    "pages": {"components", "graph", "ontology", "streamlit"},
    "components": {"components", "graph", "ontology", "streamlit", "pandas", "pydeck"},
}
ENVIRONMENT = {"graph/console.py", "graph/cli.py", "app.py"}  # nothing below them reads it
SHAPE = {"graph/rdf.py", "graph/rows.py"}  # writes the RDF of a fact, and reads it for exports
QUERY = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE|INSERT|DELETE)\b[^.]*\{|\bFILTER\s*\(|\bOPTIONAL\s*\{", re.DOTALL)
UPDATES = {"graph/update.py"}  # an update is made of quads alone


def modules(*folders: str) -> list[Path]:
    """The project's Python files, those of some folders or all."""
    found = [p for folder in folders or FOLDERS for p in (ROOT / folder).rglob("*.py")]
    return sorted(found if folders else [ROOT / "app.py", *found])


def name(path: Path) -> str:
    """A file's path in the project."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A function's lines, without its docstring."""
    first = function.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documented = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, at its head or within."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            yield node.module or ""


def strings(path: Path) -> Iterator[str]:
    """The strings of a file that are no docstrings."""
    parsed = tree(path)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


@pytest.mark.parametrize("path", modules(), ids=name)
def test_file_is_short(path: Path) -> None:
    if path.name != "labels.py":  # made from the Turtle
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", modules(), ids=name)
def test_functions_are_short_and_take_little(path: Path) -> None:
    for function in functions(path):
        assert length(function) <= LONGEST_FUNCTION, function.name
        if "tests" not in path.parts:
            own = [a for a in function.args.args if a.arg not in {"self", "cls"}]
            assert len(own) <= MOST_ARGUMENTS or is_command(function), function.name


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether click gives a function its arguments, by name."""
    return any(isinstance(d, ast.Name) and d.id == "told" for d in function.decorator_list)


def test_most_functions_are_a_few_lines() -> None:
    lengths = [length(f) for path in modules("graph", "extract", "ontology") for f in functions(path)]
    assert median(lengths) <= 10


@pytest.mark.parametrize("path", [ROOT / "app.py", *modules("pages", "components")], ids=name)
def test_upper_storeys_import_only_downward(path: Path) -> None:
    allowed = ALLOWED[name(path).split("/")[0]] | sys.stdlib_module_names
    assert {module.split(".")[0] for module in imported(path)} <= allowed


@pytest.mark.parametrize("path", modules("graph", "extract", "ontology"), ids=name)
def test_library_does_not_import_upward(path: Path) -> None:
    upper = {"app", "pages", "components", "streamlit", "tests", "benchmarks"}
    assert not {module.split(".")[0] for module in imported(path)} & upper


def test_only_those_who_read_articles_import_the_pipeline() -> None:
    """So that asking and exporting start without spaCy."""
    readers = {name(p) for p in modules("graph", "pages", "components") if "extract.pipeline" in set(imported(p))}
    readers |= {name(p) for p in modules("graph") if "pipeline" in imported_names(p, "extract")}
    assert readers <= {"graph/ingest.py", "graph/articles.py", "graph/evaluating.py"}


def imported_names(path: Path, module: str) -> set[str]:
    """The names that a file imports from a module."""
    found = (n for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom) and n.module == module)
    return {alias.name for node in found for alias in node.names}


@pytest.mark.parametrize("path", modules("pages", "components", "graph", "extract", "ontology"), ids=name)
def test_no_query_is_written_in_python(path: Path) -> None:
    """Queries are files: graph/queries for the project's own, graph/cookbook for worked questions."""
    if name(path) not in UPDATES:
        assert not [text for text in strings(path) if QUERY.search(text)]


@pytest.mark.parametrize("path", modules("pages", "components", "graph", "extract"), ids=name)
def test_only_graph_rdf_knows_the_shape_of_a_fact(path: Path) -> None:
    """How a fact, its evidence and its selectors are written down."""
    if name(path) in SHAPE:
        return
    assert "OA" not in imported_names(path, "ontology.terms")
    terms = ("rdf:subject", "rdf:object", "pg:evidence", "oa:", "ns/oa#")
    assert not [text for text in strings(path) if text.startswith(terms) and len(text) < 60]
    used = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute) and is_named(n.value, "PG")}
    assert not used & {"evidence", "confidence", "saidBy", "amount", "title"}


def is_named(node: ast.expr, word: str) -> bool:
    return isinstance(node, ast.Name) and node.id == word


@pytest.mark.parametrize("path", modules("pages", "components", "graph", "extract", "ontology"), ids=name)
def test_environment_is_read_only_at_the_border(path: Path) -> None:
    if name(path) not in ENVIRONMENT:
        reads = {"environ", "getenv", "environb"}
        used = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute) and is_named(n.value, "os")}
        assert not (used | imported_names(path, "os")) & reads


@pytest.mark.parametrize("path", modules("graph", "extract", "ontology"), ids=name)
def test_library_does_not_print_or_look_at_the_clock(path: Path) -> None:
    calls = [n.func for n in ast.walk(tree(path)) if isinstance(n, ast.Call)]
    assert not [c for c in calls if is_named(c, "print")] or "training" in path.parts
    assert not [c for c in calls if isinstance(c, ast.Attribute) and c.attr in {"now", "utcnow", "today"}]


def test_tests_are_flat() -> None:
    """A package below tests would hide the one of its name."""
    assert not list((ROOT / "tests").rglob("__init__.py"))
