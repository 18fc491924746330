"""Runs the programs alternately, calculates medians, prints Markdown. Started by `run`."""

import argparse
import datetime
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time

import cv2

import smoothness

HERE = pathlib.Path(__file__).parent
ENCODER = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-g", "60", "-pix_fmt", "yuv420p",
           "-sc_threshold", "0", "-x264-params", "no-fast-pskip=1:no-dct-decimate=1:deadzone-inter=8:mbtree=0:qcomp=1"]
# The same camera move for all programs: from the left, zooming in by a quarter, at constant speed.
ZOOM_FROM, ZOOM_TO = 1.0, 1.25


SPEED_HEAD = ("| film | JDK | x264 alone | Longtake | ratio (range) | speed | CPU, Longtake : x264 | peak memory | runs |"
              "\n|---|---|---|---|---|---|---|---|---|")


class Took:
    """One run of one process."""

    def __init__(self, seconds, cpu, peak_mb, said=""):
        self.seconds, self.cpu, self.peak_mb, self.said = seconds, cpu, peak_mb, said


def run(command, log, **kwargs):
    """Runs a command; returns its wall seconds, CPU seconds and peak resident megabytes."""
    with open(log, "ab") as err:
        began = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err, **kwargs)
        said = process.stdout.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}; see {log}\n{said[-2000:]}")
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def jdks():
    """The oldest and the newest JDK that can run Longtake: [(release, java)]."""
    found = {}
    for home in sorted(pathlib.Path("/usr/lib/jvm").glob("*")):
        java = home / "bin" / "java"
        if (home / "release").exists() and java.exists():
            for line in (home / "release").read_text().splitlines():
                if line.startswith("JAVA_VERSION="):
                    release = int(line.split('"')[1].split(".")[0])
                    if release >= 17:
                        found[release] = str(java)
    return [(r, found[r]) for r in sorted({min(found), max(found)})] if found else [(0, "java")]


class Bench:
    def __init__(self, out, samples):
        self.out = out
        # Copies, because the editor writes a file with focus points next to each photo.
        self.photos = [pathlib.Path(shutil.copy(samples / name, out)) for name in ("mountains.jpg", "seeds.jpg")]
        self.photo = self.photos[0]
        self.classpath = os.environ["LONGTAKE_BENCH_CLASSPATH"]
        self.log = out / "log.txt"
        self.log.write_bytes(b"")
        self.jdks = jdks()

    def java(self, java, main, *arguments, heap="1024m"):
        return run(
            [java, "-Xmx" + heap, "-XX:+UseSerialGC", "-cp", self.classpath, main, *map(str, arguments)], self.log)

    def plan(self, name, prompt, photos):
        folder = self.out / name
        if folder.exists():
            shutil.rmtree(folder)
        self.java(self.jdks[0][1], "io.longtake.studio.render.Plan", folder, prompt, *photos)
        return folder

    def floor(self, folder, *threads):
        said = self.java(
            self.jdks[-1][1], "io.longtake.studio.render.Floor", folder / "job.json", *threads).said
        words = said.split("floor seconds ")[1].split()
        return Took(float(words[0]), float(words[2]), 0)

    def ours(self, folder, java):
        """The complete render process as the studio starts it, including sound, titles and MP4."""
        shutil.rmtree(folder / "work", ignore_errors=True)
        took = run(self.child(java, folder / "job.json"), self.log)
        if not (folder / "film.mp4").exists():
            sys.exit("no film: " + took.said[-500:])
        return took

    def child(self, java, job):
        """The command line of the render process."""
        return self.java(java, "io.longtake.studio.render.ChildCommand", job).said.splitlines()

    def zoompan(self, seconds, upscale, into):
        frames = int(seconds * 30)
        step = (ZOOM_TO - ZOOM_FROM) / (frames - 1)
        scale = f"scale={upscale}:-2," if upscale else ""
        way = (f"{scale}crop=iw:iw*9/16,zoompan=z='{ZOOM_FROM}+{step:.10f}*on':d={frames}:s=1920x1080:fps=30"
               ":x='(iw-iw/zoom)*0.5':y='(ih-ih/zoom)*0.4'")
        return run(["ffmpeg", "-v", "error", "-y", "-i", str(self.photo), "-vf", way, *ENCODER, str(into)], self.log)

    def moviepy(self, seconds, into):
        return run([sys.executable, str(HERE / "with_moviepy.py"), str(self.photo), str(seconds), str(into)], self.log)


def median(values):
    return statistics.median(values)


def speed(bench, name, photos, seconds, repetitions, prompt, jdks=None):
    """Measures the floor and Longtake alternately; prints one row for each JDK."""
    folder = bench.plan(name, prompt, photos)
    jdks = jdks or bench.jdks
    floors, ours = [], {release: [] for release, _ in jdks}
    for _ in range(repetitions):
        floors.append(bench.floor(folder))
        for release, java in jdks:
            ours[release].append(bench.ours(folder, java))
    floor = median([f.seconds for f in floors])
    floor_cpu = median([f.cpu for f in floors])
    for release, _ in jdks:
        took = median([t.seconds for t in ours[release]])
        ratios = [t.seconds / f.seconds for t, f in zip(ours[release], floors)]
        print(f"| {name} | JDK {release} | {floor:.1f} s | {took:.1f} s | **{median(ratios):.2f}** "
              f"({min(ratios):.2f}–{max(ratios):.2f}) | {seconds / took:.2f} × real time "
              f"| {median([t.cpu for t in ours[release]]):.0f} s : {floor_cpu:.0f} s | {max(t.peak_mb for t in ours[release]):.0f} MB "
              f"| {repetitions} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true", help="short films, few repetitions")
    parser.add_argument("--seconds", type=int, help="length of the main film")
    parser.add_argument("--repetitions", type=int)
    parser.add_argument("--lengths", type=int, nargs="*", help="seconds of the films that show whether time is linear")
    parser.add_argument("--only", default="", help="speed, linear, others, smoothness, sound, memory")
    options = parser.parse_args()
    bench = Bench(options.out, options.samples)
    seconds = options.seconds or (30 if options.quick else 120)
    repetitions = options.repetitions or (1 if options.quick else 2)
    wanted = lambda part: not options.only or part in options.only.split(",")

    print(f"Measured {datetime.date.today()} on {cpu()}, {os.cpu_count()} cores, load before "
          f"{os.getloadavg()[0]:.1f}.\n", flush=True)
    if wanted("speed"):
        print(SPEED_HEAD, flush=True)
        speed(bench, f"1 photo, {seconds} s", [bench.photo], seconds, repetitions,
              f"turn this image into a {seconds}-second video with smooth motion and background music")
        half = seconds // 2
        speed(bench, f"10 photos, {half} s", bench.photos * 5, half, 1,
              f"turn these images into a {half}-second video with smooth motion and background music")
    if wanted("linear"):
        if not wanted("speed"):
            print(SPEED_HEAD, flush=True)
        for length in options.lengths or ((15,) if options.quick else (30, 60)):
            speed(bench, f"1 photo, {length} s", [bench.photo], length, 1,
                  f"turn this image into a {length}-second video with smooth motion and background music",
                  bench.jdks[-1:])
    if wanted("others"):
        others(bench, 10, 3, repetitions)
    if wanted("smoothness"):
        smooth(bench)
    if wanted("sound"):
        sound(bench)
    if wanted("memory"):
        memory(bench)


def others(bench, seconds, moviepy_seconds, repetitions):
    print("\n| program | seconds of film | time | per minute of film | CPU | peak memory |")
    print("|---|---|---|---|---|---|", flush=True)
    folder = bench.plan("others", f"turn this image into a {seconds}-second video with smooth motion", [bench.photo])
    mp4 = bench.out / "other.mp4"
    makers = [("x264 alone", seconds, lambda: bench.floor(folder))]
    makers += [(f"Longtake, JDK {r}", seconds, lambda j=j: bench.ours(folder, j)) for r, j in bench.jdks]
    makers += [("ffmpeg zoompan over 8000 px", seconds, lambda: bench.zoompan(seconds, 8000, mp4)),
               ("ffmpeg zoompan", seconds, lambda: bench.zoompan(seconds, 0, mp4)),
               ("MoviePy", moviepy_seconds, lambda: bench.moviepy(moviepy_seconds, mp4))]
    took = {name: [] for name, _, _ in makers}
    for turn in range(repetitions):
        for name, _, make in makers:
            if turn == 0 or name != "MoviePy":
                took[name].append(make())
    for name, length, _ in makers:
        t = median([x.seconds for x in took[name]])
        cpu_s = median([x.cpu for x in took[name]])
        peak = max(x.peak_mb for x in took[name])
        print(f"| {name} | {length} | {t:.1f} s | {t * 60 / length:.0f} s | {f'{cpu_s:.0f} s' if cpu_s else ''} "
              f"| {f'{peak:.0f} MB' if peak else ''} |", flush=True)


def smooth(bench):
    seconds = 4
    print("\n| program | acceleration noise x, y (px/frame²) | reversals | frames |")
    print("|---|---|---|---|", flush=True)
    films = []
    # Prompts for the studio: one shot each, planned, drawn and encoded by Longtake.
    for wish in ("pan right", "slow pan left", "fast pan right", "pan up", "zoom in", "slowly zoom out",
                 "fast zoom in"):
        folder = bench.plan(wish.replace(" ", "-"), f"an 8-second video, {wish}", [bench.photo])
        bench.ours(folder, bench.jdks[-1][1])
        films.append((f"Longtake, “{wish}”", folder / "film.mp4"))
    for name, upscale in (("ffmpeg zoompan over 8000 px", 8000), ("ffmpeg zoompan", 0)):
        mp4 = bench.out / f"smooth-{upscale}.mp4"
        bench.zoompan(seconds, upscale, mp4)
        films.append((name + ", zoom", mp4))
    mp4 = bench.out / "smooth-moviepy.mp4"
    bench.moviepy(seconds, mp4)
    films.append(("MoviePy, zoom", mp4))
    for name, film in films:
        s = smoothness.of(film)
        print(f"| {name} | {s.noise_x:.3f}, {s.noise_y:.3f} | {s.reversals} | {s.frames} |", flush=True)


def memory(bench):
    """Peak memory of the render process with a photo of 40 megapixels."""
    large = bench.out / "40-megapixels.jpg"
    cv2.imwrite(str(large), cv2.resize(cv2.imread(str(bench.photos[1])), (8432, 4744), interpolation=cv2.INTER_CUBIC))
    print("\n| photo | JDK | peak memory |\n|---|---|---|", flush=True)
    for release, java in bench.jdks:
        folder = bench.plan("40 megapixels", "turn this image into a 6-second video with smooth motion", [large])
        print(f"| 8432x4744 | {release} | {bench.ours(folder, java).peak_mb:.0f} MB |", flush=True)


def sound(bench):
    """Loudness, true peak and silence of each mood's music, measured with ffmpeg's EBU R 128 meter."""
    print("\n| mood | seconds | loudness | true peak | longest silence within |")
    print("|---|---|---|---|---|", flush=True)
    for seconds in (12, 180):
        bench.java(bench.jdks[-1][1], "io.longtake.studio.render.Moods", bench.photo, seconds, bench.out)
        for film in sorted(bench.out.glob(f"*-{seconds}.mp4")):
            said = subprocess.run(
                ["ffmpeg", "-nostats", "-i", str(film), "-af", "silencedetect=n=-50dB:d=0.05,ebur128=peak=true",
                 "-f", "null", "-"], capture_output=True, text=True).stderr
            summary = said.rsplit("Summary:", 1)[1]
            loud = summary.split("I:")[1].split("LUFS")[0].strip()
            peak = summary.split("Peak:")[1].split("dBFS")[0].strip()
            gaps = [(float(part.split("silence_end: ")[1].split()[0]), float(part.split("silence_duration: ")[1].split()[0]))
                    for part in said.splitlines() if "silence_duration" in part]
            within = max([d for end, d in gaps if end < seconds - 2.5 and end - d > 0.5], default=0)
            print(f"| {film.stem.split('-')[0].lower()} | {seconds} | {loud} LUFS | {peak} dBTP | {within:.2f} s |",
                  flush=True)
            film.unlink()


def cpu():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


if __name__ == "__main__":
    main()
