"""Trains, assembles and documents the shipped language pipeline, from a folder of treebank data.

`python -m extract.training.train TREEBANK --out extract/model` does all of it in about an hour on two
cores. The folder holds spaCy DocBin files made from UD English EWT and GUM and UNER (see the model card).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.cli.train import train
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import DocBin
from spacy.training import Example

from extract.training.generate import generate

HERE = Path(__file__).parent
PARSE_TRAIN = ("parse_train_ewt", "parse_train_gum", "parse_train_swaps_ewt", "parse_train_swaps_gum")
PARSE_DEV = ("parse_dev_ewt", "parse_dev_gum")
NAMES_TRAIN = ("ner_train_ewt", "ner_train_gum", "ner_train_swaps", "ner_train_templates")
NAMES_DEV = ("ner_dev_ewt", "ner_dev_gum")
PARSE_TESTS = {"EWT": "parse_test_ewt", "GUM": "parse_test_gum"}
NAMES_TESTS = {"UNER": "ner_test_ewt", "GUM": "ner_test_gum", "rural sample": "ner_sample_rural"}
GENERATED, SEED = 6000, 1  # texts of the genre with invented names, beside the treebanks'
PRIVATE = re.compile(r"@|\d{7}")
STAND_IN = "<private>"


def main() -> None:
    """Run the recipe, or its last part on pipelines trained before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="the folder of .spacy files")
    parser.add_argument("--out", type=Path, default=HERE.parent / "model")
    parser.add_argument("--parse", type=Path, help="a parser pipeline trained before")
    parser.add_argument("--names", type=Path, help="a name recogniser trained before")
    parser.add_argument("--date", required=True, help="the date for the card, YYYY-MM-DD")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        parse = args.parse or trained("parse", args.treebank, PARSE_TRAIN, PARSE_DEV, work)
        names = args.names or trained("ner", args.treebank, NAMES_TRAIN, NAMES_DEV, work)
        assemble(parse, names, args.out)
    scores = evaluate(spacy.load(args.out), args.treebank)
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    attribution = args.treebank / "ATTRIBUTION_GUM.tsv"
    if attribution.exists():
        shutil.copyfile(attribution, args.out / attribution.name)
    (args.out / "README.md").write_text(card(scores, args.date, checksum(args.out)), encoding="utf-8")


def trained(config: str, treebank: Path, train_on: Iterable[str], dev: Iterable[str], work: Path) -> Path:
    """Train one pipeline and return its best state."""
    folders = {}
    for purpose, files in (("train", train_on), ("dev", dev)):
        folders[purpose] = work / f"{config}_{purpose}"
        folders[purpose].mkdir()
        for name in files:
            shutil.copyfile(treebank / f"{name}.spacy", folders[purpose] / f"{name}.spacy")
    if config == "ner":
        documents = generate(GENERATED, SEED, spacy.blank("en"))
        DocBin(docs=documents, store_user_data=False).to_disk(folders["train"] / "generated.spacy")
    overrides = {"paths.train": str(folders["train"]), "paths.dev": str(folders["dev"])}
    if config == "parse":
        overrides["paths.orth_variants"] = str(HERE / "orth_variants.json")
    train(HERE / f"{config}.cfg", work / f"out_{config}", overrides=overrides)
    return work / f"out_{config}" / "model-best"


def assemble(parse: Path, names: Path, out: Path) -> None:
    """Put parser and name recogniser into one pipeline, with no string that it doesn't need."""
    nlp = spacy.load(parse)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(
        name="policygraph_en",
        version="1.0.0",
        description="English tagger, parser, lemmatizer and names for news of rural development",
        license="CC BY-SA 4.0",
        sources=["UD_English-EWT", "UD_English-GUM (non-NC genres)", "UNER_English-EWT", "generated names"],
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # folders of the machine that trained it
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = type(lemmatizer.trees)(nlp.vocab.strings)
    trees.from_bytes(without_private(lemmatizer.trees.to_bytes(), nlp.vocab.strings))
    lemmatizer.trees = trees
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    kept = sorted(needed_strings(nlp))
    (out / "vocab" / "strings.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def needed_strings(nlp: Language) -> set[str]:
    """Labels, tags, features and the lemmatizer's endings; none of the words of the treebank."""
    strings = nlp.vocab.strings
    found: set[str] = set()
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            text = str(label)
            found |= {text, *text.split("|"), *re.split(r"[|=]", text), *text.split("||")}
    trees: Any = nlp.get_pipe("trainable_lemmatizer")
    for node in srsly.msgpack_loads(trees.trees.to_bytes())["trees"]:
        found |= {strings[node[key]] for key in ("orig", "subst") if node.get(key)}
    return {s for s in found if s and not PRIVATE.search(s)}


def without_private(trees: bytes, strings: StringStore) -> bytes:
    """The lemmatizer's edit trees with a stand-in for each e-mail address or number of a private person.

    The strings can't just be left out: a tree that names one is tried on every word of a fitting
    length, and looks it up.
    """
    stand_in = strings.add(STAND_IN)
    content: Any = srsly.msgpack_loads(trees)
    for node in content["trees"]:
        for key in ("orig", "subst"):
            if node.get(key) and (node[key] not in strings or PRIVATE.search(strings[node[key]])):
                node[key] = stand_in
    return bytes(srsly.msgpack_dumps(content))


def evaluate(nlp: Language, treebank: Path) -> dict[str, dict[str, float]]:
    """Scores in per cent on the test sets, raw text in."""
    scores: dict[str, dict[str, float]] = {}
    for title, name in PARSE_TESTS.items():
        result = nlp.evaluate(_examples(nlp, treebank / f"{name}.spacy"))
        keys = {"tag": "tag_acc", "pos": "pos_acc", "lemma": "lemma_acc", "UAS": "dep_uas", "LAS": "dep_las"}
        scores[f"{title} test"] = {k: round(100 * result[v], 1) for k, v in keys.items()}
    for title, name in NAMES_TESTS.items():
        result = nlp.evaluate(_examples(nlp, treebank / f"{name}.spacy"))
        scores[f"names, {title}"] = {"F1": round(100 * result["ents_f"], 1)}
    return scores


def _examples(nlp: Language, path: Path) -> list[Example]:
    docs = DocBin().from_disk(path).get_docs(nlp.vocab)
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def checksum(folder: Path) -> str:
    """SHA-256 over the files of a pipeline, its card aside, in the order of their names."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "README.md"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def card(scores: dict[str, dict[str, float]], date: str, digest: str) -> str:
    """The model card."""
    rows = [f"| {name} | {', '.join(f'{k} {v}' for k, v in row.items())} |" for name, row in scores.items()]
    template = (HERE / "card.md").read_text(encoding="utf-8")
    return template.format(scores="\n".join(rows), date=date, checksum=digest)


if __name__ == "__main__":
    main()
