#!/usr/bin/env python3
"""Extracts the instruments of Longtake's music from FluidR3_GM.sf2 (MIT licence, Debian package fluid-soundfont-gm).

    extract.py FluidR3_GM.sf2 ../resources/film/music

Writes one Matroska file with Vorbis per instrument, which contains its samples one after the other, and zones.tsv, which says where each
sample is and how it is played. Needs Python 3.8 and ffmpeg with libvorbis; the same input gives the same samples.

A zone of a stereo instrument exists twice, once for each side, because the sides have different loops.
"""

import array
import math
import pathlib
import struct
import subprocess
import sys

# name: (bank, program, lowest key, highest key, both sides, every n-th zone, velocity of the layer)
PRESETS = {
    "piano": (0, 0, 40, 96, True, 1, 90),
    "electric_piano": (0, 4, 40, 84, False, 1, 90),
    "guitar": (0, 24, 38, 88, False, 1, 90),
    "steel_guitar": (0, 25, 40, 88, False, 1, 90),
    "strings": (0, 49, 36, 88, True, 2, 90),
    "pizzicato": (0, 45, 36, 88, False, 1, 90),
    "cello": (0, 42, 36, 76, False, 1, 90),
    "horns": (0, 60, 41, 76, False, 1, 90),
    "flute": (0, 73, 60, 90, False, 1, 90),
    "warm_pad": (0, 89, 36, 88, True, 1, 90),
    "synth_brass": (0, 62, 48, 92, False, 1, 90),
    "vibraphone": (0, 11, 53, 94, False, 1, 90),
    "glockenspiel": (0, 9, 72, 103, False, 1, 90),
    "acoustic_bass": (0, 32, 28, 55, False, 1, 90),
    "fingered_bass": (0, 33, 28, 55, False, 1, 90),
}
# name: (bank, program, key of the kit, seconds kept)
DRUMS = [
    ("kick", 128, 0, 36, 0.5),
    ("snare", 128, 0, 38, 0.5),
    ("rim", 128, 0, 37, 0.4),
    ("clap", 128, 0, 39, 0.4),
    ("hat", 128, 0, 42, 0.25),
    ("open_hat", 128, 0, 46, 0.6),
    ("tambourine", 128, 0, 54, 0.5),
    ("shaker", 128, 0, 82, 0.5),
    ("low_tom", 128, 0, 41, 1.0),
    ("high_tom", 128, 0, 47, 1.0),
    ("brush", 128, 40, 38, 0.35),
    ("brush_swirl", 128, 40, 40, 0.6),
    ("bass_drum", 128, 48, 36, 1.6),
    ("timpani", 0, 47, 38, 2.4),
    ("cymbal", 128, 48, 57, 3.5),
]
KEY_RANGE, VELOCITY_RANGE, SAMPLE, ROOT_KEY, LOOPS, PAN, COARSE, FINE = 43, 44, 53, 58, 54, 17, 51, 52
ATTENUATION, ATTACK, DECAY, SUSTAIN, RELEASE, INSTRUMENT = 48, 34, 36, 37, 38, 41
GAP_SECONDS = 0.05
MEASURED_SECONDS = 0.4
LEVEL_DB = -20.0
DRUM_PEAK_DB = -6.0
QUALITY = 5


class SoundFont:
    def __init__(self, path):
        self.data = pathlib.Path(path).read_bytes()
        self.chunks = {}
        at = 12
        while at < len(self.data):
            name, size = struct.unpack("<4sI", self.data[at : at + 8])
            if name == b"LIST":
                inner = at + 12
                while inner < at + 8 + size:
                    part, length = struct.unpack("<4sI", self.data[inner : inner + 8])
                    self.chunks[part.decode()] = (inner + 8, length)
                    inner += 8 + length + (length & 1)
            at += 8 + size + (size & 1)
        self.presets = self.records("phdr", "<20sHHHIII")
        self.instruments = self.records("inst", "<20sH")
        self.samples = self.records("shdr", "<20sIIIIIBbHH")
        self.preset_bags = self.records("pbag", "<HH")
        self.preset_generators = self.records("pgen", "<HH")
        self.instrument_bags = self.records("ibag", "<HH")
        self.instrument_generators = self.records("igen", "<HH")

    def records(self, name, shape):
        start, length = self.chunks[name]
        return list(struct.iter_unpack(shape, self.data[start : start + length]))

    @staticmethod
    def zones(bags, generators, first, last, terminal):
        shared = {}
        for bag in range(first, last):
            zone = dict(generators[bags[bag][0] : bags[bag + 1][0]])
            if terminal in zone:
                yield {**shared, **zone}
            elif bag == first:
                shared = zone

    def layer(self, bank, program, velocity):
        """Yields (preset zone, instrument zone, sample) for notes of this velocity."""
        index = next(i for i, p in enumerate(self.presets) if p[1] == program and p[2] == bank)
        outer = self.zones(
            self.preset_bags, self.preset_generators, self.presets[index][3], self.presets[index + 1][3], INSTRUMENT
        )
        for preset in outer:
            instrument = preset[INSTRUMENT]
            first, last = self.instruments[instrument][1], self.instruments[instrument + 1][1]
            for zone in self.zones(self.instrument_bags, self.instrument_generators, first, last, SAMPLE):
                if within(preset, VELOCITY_RANGE, velocity) and within(zone, VELOCITY_RANGE, velocity):
                    yield preset, zone, self.samples[zone[SAMPLE]]

    def sound(self, sample):
        start = self.chunks["smpl"][0]
        values = array.array("h")
        values.frombytes(self.data[start + 2 * sample[1] : start + 2 * sample[2]])
        # Some samples have an offset, which would sound as a thump.
        offset = round(sum(values) / max(1, len(values)))
        return array.array("h", [max(-32768, min(32767, v - offset)) for v in values])


def limits(zone, generator):
    value = zone.get(generator, 0x7F00)
    return value & 255, value >> 8


def within(zone, generator, value):
    low, high = limits(zone, generator)
    return low <= value <= high


def signed(value):
    return value - 65536 if value > 32767 else value


def both(preset, zone, generator, default):
    """The sum of the instrument's value and the preset's offset."""
    return signed(zone.get(generator, default)) + signed(preset.get(generator, 0))


def seconds(timecents):
    return 2 ** (timecents / 1200) if timecents > -12000 else 0.0


def rms(values):
    return math.sqrt(sum(v * v for v in values) / max(1, len(values))) / 32768


def decibels(ratio):
    return 20 * math.log10(max(ratio, 1e-9))


def pitched(font, name, bank, program, low, high, stereo, every, velocity):
    """The zones of one instrument as dictionaries, with the sound of each."""
    rows = []
    for preset, zone, sample in font.layer(bank, program, velocity):
        first = max(limits(preset, KEY_RANGE)[0], limits(zone, KEY_RANGE)[0])
        last = min(limits(preset, KEY_RANGE)[1], limits(zone, KEY_RANGE)[1])
        pan = both(preset, zone, PAN, 0) / 500
        if first > high or last < low or (not stereo and pan > 0):
            continue
        rate, correction = sample[5], sample[7]
        cents = correction + 100 * both(preset, zone, COARSE, 0) + both(preset, zone, FINE, 0)
        sound = font.sound(sample)
        looped = zone.get(LOOPS, 0) in (1, 3)
        decay = both(preset, zone, DECAY, 0x10000 - 12000)
        rows.append(
            {
                "low": first,
                "high": last,
                "root": zone.get(ROOT_KEY, sample[6]) - cents / 100,
                "pan": pan if stereo else 0,
                "gain": -0.04 * both(preset, zone, ATTENUATION, 0),
                "rate": rate,
                "sample": zone[SAMPLE],
                "detuned": abs(cents),
                "sound": sound[: sample[4] - sample[1] + 8] if looped else sound,
                "loop": ((sample[3] - sample[1]) / rate, (sample[4] - sample[3]) / rate) if looped else (0, 0),
                "attack": seconds(both(preset, zone, ATTACK, 0x10000 - 12000)),
                "decay": 100 / seconds(decay) if both(preset, zone, SUSTAIN, 0) >= 500 and seconds(decay) > 0 else 0,
                "release": max(0.05, seconds(both(preset, zone, RELEASE, 0x10000 - 12000))),
            }
        )
    rows = thinned(single(rows), every)
    levels = sorted(decibels(rms(r["sound"][: int(MEASURED_SECONDS * r["rate"])])) + r["gain"] for r in rows)
    for row in rows:
        row["gain"] += LEVEL_DB - levels[len(levels) // 2]
    return rows


def single(rows):
    """Drops the layers that repeat a sample at another pitch, for a chorus or a fifth."""
    best = {}
    for row in rows:
        key = (row["sample"], row["low"])
        if key not in best or row["detuned"] < best[key]["detuned"]:
            best[key] = row
    return list(best.values())


def thinned(rows, every):
    """Keeps every n-th zone of each side; the kept ones cover the keys of those left out."""
    kept = []
    for pan in sorted({r["pan"] for r in rows}):
        side = sorted((r for r in rows if r["pan"] == pan), key=lambda r: r["root"])
        layers = len({r["low"] for r in side}) < len(side)
        side = side if layers else side[::every]
        if not layers:
            for here, after in zip(side, side[1:]):
                here["high"] = int((here["root"] + after["root"]) // 2)
                after["low"] = here["high"] + 1
            side[0]["low"], side[-1]["high"] = 0, 127
        kept += side
    return kept


def drums(font):
    rows = []
    for number, (_, bank, program, key, length) in enumerate(DRUMS):
        for preset, zone, sample in font.layer(bank, program, 90):
            first, last = limits(zone, KEY_RANGE)
            if not (first <= key <= last and within(preset, KEY_RANGE, key)) or both(preset, zone, PAN, 0) > 0:
                continue
            rate = sample[5]
            sound = font.sound(sample)[: int(length * rate)]
            fade = min(len(sound), int(0.05 * rate))
            for i in range(fade):
                sound[len(sound) - 1 - i] = sound[len(sound) - 1 - i] * i // fade
            peak = max(abs(v) for v in sound) / 32768
            rows.append(
                {
                    "low": number, "high": number, "root": number, "pan": 0, "gain": DRUM_PEAK_DB - decibels(peak),
                    "rate": rate, "sound": sound, "loop": (0, 0), "attack": 0, "decay": 0, "release": 1,
                }
            )
            break
    return rows


def write(rows, folder, name):
    """Writes the samples of one instrument and returns its lines of the index."""
    rate = max(r["rate"] for r in rows)
    stream = array.array("h")
    lines = []
    for row in rows:
        sound = row["sound"]
        if row["rate"] != rate:
            sound = converted(sound, row["rate"], rate)
        start = len(stream) / rate
        stream.extend(sound)
        stream.extend([0] * int(GAP_SECONDS * rate))
        values = [row["low"], row["high"], row["root"], row["pan"], row["gain"], start, len(sound) / rate]
        values += [*row["loop"], row["attack"], row["decay"], row["release"]]
        lines.append("\t".join([name] + [format(round(v, 6), "g" if isinstance(v, int) else ".8g") for v in values]))
    encode = ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "-", "-bitexact"]
    encode += ["-c:a", "libvorbis", "-q:a", str(QUALITY), "-flags:a", "+bitexact"]
    encode += ["-f", "matroska", str(folder / (name + ".mka"))]
    subprocess.run(encode, input=stream.tobytes(), check=True)
    return lines


def converted(sound, rate, wanted):
    command = ["ffmpeg", "-v", "error", "-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "-"]
    command += ["-f", "s16le", "-ar", str(wanted), "-"]
    result = array.array("h")
    result.frombytes(subprocess.run(command, input=sound.tobytes(), check=True, stdout=subprocess.PIPE).stdout)
    return result


def main():
    font, folder = SoundFont(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines = [
        "# Written by studio/src/main/soundfont/extract.py. Keys are MIDI notes, times are seconds in the instrument's file.",
        "# instrument low high root pan gain[dB] start length loop-start loop-length attack decay[dB/s] release[s per 100 dB]",
    ]
    for name, preset in PRESETS.items():
        lines += write(pitched(font, name, *preset), folder, name)
    lines += write(drums(font), folder, "drums")
    (folder / "zones.tsv").write_text("\n".join(lines) + "\n")


main()
