"""A scanned page made ready for reading: set upright, and without the colours of stamps over its text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# People lay a page on the glass a few degrees off; beyond this it was meant that way.
_MOST_DEGREES = 5.0
_STEPS = (0.5, 0.1)  # degrees; the second around the best of the first
_LEAST_DEGREES = 0.15  # rulings and lines bear less
_LEAST_GAIN = 1.05  # how much sharper the rows must get, so that a page of pictures stays as it is
_LOOK_WIDTH = 800  # pixels; lines of print are still apart
_DARK = 150  # of 255
# Ink has a colour where its channels differ by so much; stamps and signatures are red and blue.
_COLOURED = 70
# Where even the lightest channel is darker, black ink lies under the colour.
_INK_UNDER_COLOUR = 110
_PAPER = 255
# A stamp or a signature has strokes that go down without a break for 12 mm at 200 dpi; print has not.
_BLOCK = 8  # pixels; what lies closer together is one stroke
_STAMP_BLOCKS = 12


def straightened(picture: Image.Image) -> Image.Image:
    """The picture turned so that its lines of print lie level; the same one where they do."""
    degrees = tilt(picture)
    if abs(degrees) < _LEAST_DEGREES:
        return picture
    upright = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    white = 255 if upright.mode == "L" else (255, 255, 255)
    return upright.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=white)


def tilt(picture: Image.Image) -> float:
    """By how many degrees the picture must be turned against the clock to lie level; 0 for what has no lines.

    Level lines of print make rows full of ink and rows without any: of all angles that one is taken whose
    rows differ most from their neighbours.
    """
    small = picture.convert("L")
    small.thumbnail((_LOOK_WIDTH, _LOOK_WIDTH * 4))
    down, across = np.nonzero(np.asarray(small) < _DARK)
    if len(down) < 200:
        return 0.0

    def sharpness(degrees: float) -> float:
        rows = np.round(down - across * np.tan(np.radians(degrees))).astype(np.int64)
        ink = np.bincount(rows - rows.min()).astype(np.float64)
        return float(np.square(np.diff(ink)).sum())

    best, around = 0.0, _MOST_DEGREES
    for step in _STEPS:
        angles = np.arange(best - around, best + around + step / 2, step)
        best = float(max(angles, key=lambda one: (sharpness(float(one)), -abs(one))))
        around = step
    return best if sharpness(best) > _LEAST_GAIN * sharpness(0.0) else 0.0


def without_stamps(picture: Image.Image) -> tuple[NDArray[np.uint8], bool]:
    """The page in grey, with coloured stamps and signatures taken out; whether there were any.

    Black stays black under a red stamp: there the lightest of the three channels is dark. Words printed in
    colour stay too: they have no strokes as long as a stamp's.
    """
    grey = np.asarray(picture.convert("L")).copy()
    if picture.mode in ("1", "L", "LA", "I", "F"):
        return grey, False
    colours = np.asarray(picture.convert("RGB"))
    lightest = colours.max(axis=2)
    coloured = lightest.astype(np.int16) - colours.min(axis=2) > _COLOURED
    stamps = _stamps(_in_blocks(coloured))
    for top, bottom, left, right in stamps:
        part = (slice(top * _BLOCK, bottom * _BLOCK), slice(left * _BLOCK, right * _BLOCK))
        is_stamp = coloured[part] & (lightest[part] > _INK_UNDER_COLOUR)
        grey[part] = np.where(is_stamp, _PAPER, grey[part])
    return grey, bool(stamps)


def _in_blocks(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each block of points whether any of them bears the flag."""
    down, across = (-length % _BLOCK for length in flags.shape)
    padded = np.pad(flags, ((0, down), (0, across)))
    height, width = (length // _BLOCK for length in padded.shape)
    marked: NDArray[np.bool_] = padded.reshape(height, _BLOCK, width, _BLOCK).max(axis=(1, 3))
    return marked


def _stamps(blocks: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Top, bottom, left and right, in blocks, around everything that hangs together with a long stroke."""
    run = np.zeros(blocks.shape[1], dtype=np.int64)
    is_long = np.zeros_like(blocks)
    for row, marked in enumerate(blocks):
        run = np.where(marked, run + 1, 0)
        is_long[row] = run == _STAMP_BLOCKS
    found = []
    while is_long.any():
        grown: NDArray[np.bool_] = np.zeros_like(blocks)
        grown[tuple(np.argwhere(is_long)[0])] = True
        size = 0
        while size != (size := int(grown.sum())):
            near: NDArray[np.bool_] = np.pad(grown, 1)
            near[1:-1] |= near[:-2] | near[2:]
            near[:, 1:-1] |= near[:, :-2] | near[:, 2:]
            grown = near[1:-1, 1:-1] & blocks
        down, across = np.nonzero(grown)
        found.append((int(down.min()), int(down.max()) + 1, int(across.min()), int(across.max()) + 1))
        is_long[grown] = False
    return found
