"""Measures the smoothness of a film from feature tracks in its decoded frames, independently of the renderer.

From each frame to the next, a few hundred corners are tracked with pyramidal Lucas-Kanade, forwards and backwards, and one zoom
and one shift are fitted to all of them by least squares, without outliers. The shift of the image centre is the speed, its change
the acceleration. Noise is the root mean square of the acceleration after its slow part (a parabola through 15 frames: easing) is
subtracted. A reversal is a frame that moves against the direction by more than the noise floor of the tracker, 0.02 px.
"""

import dataclasses
import subprocess
import sys

import cv2
import numpy

REVERSAL_PX = 0.02


@dataclasses.dataclass
class Smoothness:
    noise_x: float
    noise_y: float
    reversals: int
    frames: int


def frames(film):
    video = cv2.VideoCapture(str(film))
    while True:
        there, picture = video.read()
        if not there:
            return
        yield cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def step(before, after):
    """Zoom and shift of the centre from one frame to the next."""
    h, w = before.shape
    points = cv2.goodFeaturesToTrack(before, 1500, 0.003, 12, blockSize=5)
    terms = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 0.0005)
    lk = dict(winSize=(31, 31), maxLevel=2, criteria=terms, minEigThreshold=1e-4)
    there, found, _ = cv2.calcOpticalFlowPyrLK(before, after, points, None, **lk)
    back, found_back, _ = cv2.calcOpticalFlowPyrLK(after, before, there, None, **lk)
    good = (found.ravel() == 1) & (found_back.ravel() == 1)
    good &= numpy.abs(points - back).max(axis=(1, 2)) < 0.1
    p = points[good].reshape(-1, 2).astype(float) - [w / 2, h / 2]
    d = there[good].reshape(-1, 2).astype(float) - points[good].reshape(-1, 2)
    keep = numpy.ones(len(p), bool)
    for _ in range(4):
        # dx = tx + s x, dy = ty + s y
        n = keep.sum()
        a = numpy.zeros((2 * n, 3))
        a[:n, 0], a[n:, 1] = 1, 1
        a[:n, 2], a[n:, 2] = p[keep, 0], p[keep, 1]
        b = numpy.concatenate([d[keep, 0], d[keep, 1]])
        fit, *_ = numpy.linalg.lstsq(a, b, rcond=None)
        off = numpy.hypot(d[:, 0] - fit[0] - fit[2] * p[:, 0], d[:, 1] - fit[1] - fit[2] * p[:, 1])
        keep = off < max(0.02, 2.5 * numpy.median(off[keep]))
    return fit[0], fit[1], fit[2], n


def noise(speed):
    acceleration = numpy.diff(speed)
    width = 15
    if len(acceleration) < width:
        return float("nan")
    x = numpy.arange(width) - width // 2
    hat = numpy.linalg.pinv(numpy.vander(x, 3))[-1]
    slow = numpy.convolve(acceleration, hat[::-1], mode="valid")
    rest = acceleration[width // 2: -(width // 2)] - slow
    # Corrects for the part of white noise that the parabola absorbs.
    return float(numpy.sqrt(numpy.mean(rest**2) / (1 - hat[width // 2])))


def of(film):
    steps = []
    before = None
    for picture in frames(film):
        if before is not None:
            steps.append(step(before, picture))
        before = picture
    x, y, s, _ = (numpy.array(v) for v in zip(*steps))
    reversals = 0
    for speed in (x, y, s * 960):
        way = numpy.sign(numpy.median(speed)) if abs(numpy.median(speed)) > 2 * REVERSAL_PX else 0
        reversals += int(numpy.sum(speed * way < -REVERSAL_PX))
    return Smoothness(noise(x), noise(y), reversals, len(steps) + 1)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, of(name))
