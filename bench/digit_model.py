"""Makes the model of the digit reader from fonts, and tells how sure it is on fonts left out.

    python -m bench.digit_model FOLDER_OF_FONTS ... [--strips N] [--leave-out NAME,NAME]

Every font file below the folders that has Thai figures is used, Debian's ``fonts-thai-tlwg`` and
open fonts of the web alike. Glyphs are drawn, damaged as scanners and JPEG do, cut out by the
reader's own code, and learned by three small networks: the figures of both scripts, Thai and Latin
letters, and what is no glyph (halves, several that touch, strokes through one). Without
``--leave-out`` the model is written to ``crawler/extract/digit_model.npz``.
"""

import argparse
import io
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFilter
import PIL.ImageFont

from crawler.extract.digit_reader import ARABIC, MODEL, NO_GLYPH, THAI
from crawler.extract.glyphs import FEATURES, Floats, cut_out, features, glyphs_of

LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาเแโใไๆฯ"
LATIN = "ABCDEFGHKLMNPRSTUVXYZabcdefghkmnpqrstuvwxyz"
MARKS = "()/"
CLASSES = [*THAI, *ARABIC, *LETTERS, *LATIN, *MARKS, NO_GLYPH]
NETWORKS, HIDDEN, ROUNDS, BATCH = 3, 128, 14, 256
_IN_A_PIECE = 5  # glyphs that are cut out together, as those of a year are
_RESOLUTIONS = (150, 150, 200, 200, 240)
_ODD_WEIGHTS = ("100Thin", "200Extra", "900Black", "800Extra", "-100-", "-200-", "-800-", "-900-")
Sample = tuple[str, Floats]


def fonts_below(folders: Sequence[str]) -> list[tuple[str, bool]]:
    """The font files with Thai figures, each with whether it has Latin letters too."""
    found = []
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix not in (".ttf", ".otf", ".woff") or "-latin" in path.name:
                continue
            if any(weight in path.name for weight in _ODD_WEIGHTS):
                continue
            font = PIL.ImageFont.truetype(str(path), 40)
            if _draws(font, THAI):
                found.append((str(path), _draws(font, ARABIC + "Ab")))
    return found


def _draws(font: PIL.ImageFont.FreeTypeFont, letters: str) -> bool:
    """Whether every letter is drawn, and not as the box that stands for a missing one."""
    missing = bytes(font.getmask("\U0010fffd"))
    return all(bytes(font.getmask(letter)) not in (b"", missing) for letter in letters)


def damaged(picture: PIL.Image.Image, dice: random.Random) -> "np.ndarray":
    """A picture after a scanner: turned, blurred, bolder or thinner, pale, noisy, JPEG."""
    level = dice.random()
    picture = picture.rotate(
        dice.uniform(-2.2, 2.2), resample=PIL.Image.Resampling.BICUBIC, fillcolor=255
    )
    if dice.random() < 0.75:
        picture = picture.filter(PIL.ImageFilter.GaussianBlur(dice.uniform(0, 1.3) * level))
    thickness = dice.random()
    if thickness < 0.15:
        picture = picture.filter(PIL.ImageFilter.MinFilter(3))
    elif thickness < 0.22:
        picture = picture.filter(PIL.ImageFilter.MaxFilter(3))
    levels = 255 - (255 - np.asarray(picture).astype(np.float32)) * dice.uniform(0.55, 1)
    noise = np.random.default_rng(dice.randrange(1 << 30))
    levels += noise.normal(
        -dice.uniform(0, 30) * level, dice.uniform(0.1, 22) * level, levels.shape
    )
    grey = PIL.Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    kept = io.BytesIO()
    grey.save(kept, "JPEG", quality=int(95 - 65 * level * dice.random()))
    return np.asarray(PIL.Image.open(kept).convert("L"))


def strip(path: str, letters: Sequence[str], dice: random.Random) -> list[Sample]:
    """Glyphs of letters that stand apart in one line; broken ones are no glyphs."""
    size = round(
        dice.uniform(11, 22) * dice.choice(_RESOLUTIONS) / 72 * dice.choice((1, 1, 1, 1.3))
    )
    font = PIL.ImageFont.truetype(path, size)
    page = PIL.Image.new("L", (int(size * (1.6 * len(letters) + 2)), size * 2), 255)
    pen = PIL.ImageDraw.Draw(page)
    places: list[tuple[float, float]] = []
    at = float(size)
    for letter in letters:
        end = at + pen.textlength(letter, font=font)
        pen.text((at, size * 0.3), letter, font=font, fill=dice.randint(0, 60))
        places.append((at - 0.2 * size, end + 0.2 * size))
        at = end + size * dice.uniform(0.45, 0.6)
    scan = damaged(page.crop((0, 0, int(at + size), page.height)), dice)
    found: list[Sample] = []
    for first in range(0, len(letters), _IN_A_PIECE):
        last = min(first + _IN_A_PIECE, len(letters))
        left, right = int(max(places[first][0], 0)), int(places[last - 1][1])
        glyphs = glyphs_of(np.ascontiguousarray(scan[:, left:right]))
        for letter, (low, high) in zip(letters[first:last], places[first:last], strict=True):
            own = [g for g in glyphs if low <= (g.left + g.right) / 2 + left <= high]
            if len(own) == 1:
                found.append((letter, own[0].picture))
            elif own and letter in THAI + ARABIC:
                found.append((NO_GLYPH, own[0].picture))
    return found


def touching(path: str, latin: bool, dice: random.Random) -> list[Sample]:
    """Figures with a letter drawn into them."""
    size = round(dice.uniform(11, 22) * dice.choice(_RESOLUTIONS) / 72)
    font = PIL.ImageFont.truetype(path, size)
    page = PIL.Image.new("L", (size * 14, size * 2), 255)
    pen = PIL.ImageDraw.Draw(page)
    at = float(size)
    for _ in range(6):
        figure = dice.choice(THAI + (ARABIC if latin else ""))
        beside = dice.choice(THAI + LETTERS)
        pen.text((at, size * 0.3), figure, font=font, fill=0)
        at += pen.textlength(figure, font=font)
        pen.text((at - size * dice.uniform(0.05, 0.16), size * 0.3), beside, font=font, fill=0)
        at += pen.textlength(beside, font=font) + size * 0.6
    return [
        (NO_GLYPH, glyph.picture)
        for glyph in glyphs_of(damaged(page, dice))
        if glyph.width > 0.75 * size
    ]


def broken(picture: Floats, dice: random.Random) -> Sample | None:
    """A glyph of which a part is gone, or with a stroke through it."""
    kept, at = picture.copy(), dice.randint(6, 24)
    way, size = dice.randrange(6), dice.randint(8, 13)
    if way == 0:
        kept[at : at + 3] = 1
        return NO_GLYPH, kept
    if way == 1:
        kept[:, at : at + 3] = 1
        return NO_GLYPH, kept
    kept = (kept[:, size:], kept[:, :-size], kept[size:], kept[:-size])[way - 2]
    down, across = np.nonzero(kept > 0.3)
    if len(down) < 20:
        return None
    box = (int(across.min()), int(down.min()), int(across.max()) + 1, int(down.max()) + 1)
    return NO_GLYPH, cut_out(kept, box)


def samples(
    fonts: Sequence[tuple[str, bool]], strips: int, dice: random.Random
) -> tuple[Floats, "np.ndarray"]:
    """Features and class numbers of glyphs of so many lines."""
    seen, names = [], []
    for _ in range(strips):
        path, latin = dice.choice(fonts)
        pool = THAI * 5 + LETTERS + (ARABIC * 3 + LATIN + MARKS * 2 if latin else "")
        found = strip(path, [dice.choice(pool) for _ in range(25)], dice)
        if dice.random() < 0.35:
            found += touching(path, latin, dice)
        for letter, picture in list(found):
            if letter in THAI + ARABIC and dice.random() < 0.06:
                worse = broken(picture, dice)
                found += [worse] if worse is not None else []
        for letter, picture in found:
            seen.append(features(picture))
            names.append(CLASSES.index(letter))
    return np.array(seen, np.float32), np.array(names)


class Network:
    """Two layers, learned by Adam with half-open dropout; the same seed learns the same."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        spread = ((2 / FEATURES) ** 0.5, (1 / HIDDEN) ** 0.5)
        self.layers = [
            self.dice.normal(0, spread[0], (FEATURES, HIDDEN)).astype(np.float32),
            np.zeros(HIDDEN, np.float32),
            self.dice.normal(0, spread[1], (HIDDEN, len(CLASSES))).astype(np.float32),
            np.zeros(len(CLASSES), np.float32),
        ]

    def learn(self, seen: Floats, names: "np.ndarray", rate: float = 2e-3) -> None:
        moments = [(np.zeros_like(layer), np.zeros_like(layer)) for layer in self.layers]
        steps, step = ROUNDS * (len(seen) // BATCH), 0
        for _ in range(ROUNDS):
            order = self.dice.permutation(len(seen))
            for first in range(0, len(seen) - BATCH, BATCH):
                batch = order[first : first + BATCH]
                step += 1
                slopes = self._slopes(seen[batch], names[batch])
                for layer, slope, (mean, spread) in zip(self.layers, slopes, moments, strict=True):
                    mean += 0.1 * (slope - mean)
                    spread += 0.001 * (slope * slope - spread)
                    pace = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
                    layer -= rate * (1 - step / (steps + 1)) * mean / (1 - 0.9**step) / pace

    def _slopes(self, seen: Floats, names: "np.ndarray") -> list[Floats]:
        weights, bias, last, last_bias = self.layers
        hidden = np.maximum(seen @ weights + bias, 0)
        kept = ((self.dice.random(hidden.shape) > 0.2) / 0.8).astype(np.float32)
        hidden *= kept
        error = chances(hidden @ last + last_bias)
        error[np.arange(len(names)), names] -= 1
        error /= len(names)
        back = (error @ last.T) * (hidden > 0) * kept
        return [seen.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def chances(levels: Floats) -> Floats:
    """Softmax of each row."""
    parts = np.exp(levels - levels.max(axis=1, keepdims=True))
    return parts / parts.sum(axis=1, keepdims=True)


def report(name: str, networks: Sequence[Network], seen: Floats, names: "np.ndarray") -> None:
    """How many figures all networks tell at a threshold, and what they tell wrongly."""
    told = []
    for network in networks:
        weights, bias, last, last_bias = network.layers
        told.append(chances(np.maximum(seen @ weights + bias, 0) @ last + last_bias))
    least, figures = np.min(told, axis=0), len(THAI + ARABIC)
    best, own = least.argmax(axis=1), names < figures
    for floor in (0.5, 0.9, 0.97, 0.99):
        read = (least.max(axis=1) >= floor) & (best < figures)
        wrong = [
            (CLASSES[names[i]], CLASSES[best[i]]) for i in np.flatnonzero(read & (best != names))
        ]
        share = (read & own).sum() / own.sum()
        print(f"{name}: of {own.sum()} figures {share:.1%} told at {floor}, wrong {wrong[:20]}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("folders", nargs="+")
    asked.add_argument("--strips", type=int, default=2500)
    asked.add_argument("--leave-out", default="")
    options = asked.parse_args()
    fonts = fonts_below(options.folders)
    left_out = [name for name in options.leave_out.split(",") if name]
    rest = [font for font in fonts if any(name in font[0] for name in left_out)]
    own = [font for font in fonts if font not in rest]
    seen, names = samples(own, options.strips, random.Random(1))
    print(f"{len(own)} fonts, {len(seen)} glyphs")
    networks = [Network(seed) for seed in range(NETWORKS)]
    for network in networks:
        network.learn(seen, names)
    report("fonts known", networks, *samples(own, options.strips // 8, random.Random(99)))
    if rest:
        report("fonts unknown", networks, *samples(rest, options.strips // 4, random.Random(98)))
        return
    kept = {
        f"{part}{number}": layer.astype(np.float16)
        for number, network in enumerate(networks)
        for part, layer in zip("wbvc", network.layers, strict=True)
    }
    np.savez_compressed(MODEL, networks=NETWORKS, classes=np.array(CLASSES), **kept)
    print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
