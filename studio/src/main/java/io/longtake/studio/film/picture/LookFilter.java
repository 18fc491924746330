package io.longtake.studio.film.picture;

import io.longtake.media.picture.Still.Grade;
import io.longtake.studio.film.Film.Look;

/** Applies the colours of a look once per still rather than per frame. */
final class LookFilter {
    private static final Grade WARM = new Grade("colorchannelmixer=rr=1.06:rg=0.01:gg=1.005:bb=0.88:bg=0.01");
    private static final Grade COOL = new Grade("colorchannelmixer=rr=0.90:rg=0.01:gg=1.0:bb=1.06:bg=0.01");
    /** The BT.709 luma weights, for each channel. */
    private static final Grade BLACK_AND_WHITE = new Grade("colorchannelmixer="
            + "rr=0.2126:rg=0.7152:rb=0.0722:gr=0.2126:gg=0.7152:gb=0.0722:br=0.2126:bg=0.7152:bb=0.0722");

    private static final Grade SEPIA =
            new Grade("colorchannelmixer=" + "rr=0.36:rg=0.68:rb=0.10:gr=0.30:gg=0.60:gb=0.09:br=0.22:bg=0.46:bb=0.07");

    private LookFilter() {}

    static Grade grade(Look look) {
        return switch (look) {
            case NONE, VIGNETTE -> Grade.NONE;
            case WARM -> WARM;
            case COOL -> COOL;
            case BLACK_AND_WHITE -> BLACK_AND_WHITE;
            case SEPIA -> SEPIA;
        };
    }
}
