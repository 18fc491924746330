"""Renders the same camera move with MoviePy: PHOTO SECONDS OUTPUT."""

import sys

import moviepy

photo, seconds, output = sys.argv[1], float(sys.argv[2]), sys.argv[3]
clip = moviepy.ImageClip(photo).with_duration(seconds).resized(width=1920)
clip = clip.resized(lambda t: 1 + 0.25 * t / seconds).with_position("center")
film = moviepy.CompositeVideoClip([clip], size=(1920, 1080))
film.write_videofile(
    output, fps=30, codec="libx264", preset="veryfast", threads=2,
    ffmpeg_params=["-crf", "21", "-g", "60", "-x264-params",
                   "no-fast-pskip=1:no-dct-decimate=1:deadzone-inter=8:mbtree=0:qcomp=1"], logger=None)
