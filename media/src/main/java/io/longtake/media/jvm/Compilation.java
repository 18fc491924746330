package io.longtake.media.jvm;

import java.util.List;

/** How much a JVM of this product compiles, according to its work. */
public enum Compilation {
    /** The fast compiler only: for processes without long computations, it saves two fifths of the start. */
    FAST(List.of("-XX:TieredStopAtLevel=1")),
    /**
     * The optimising compiler only for the hottest loops: its thresholds are ten times the defaults. Byte loops, such as those of
     * TLS, digests and pictures, need it; its work on everything else takes a fifth of the first minute.
     */
    HOT_LOOPS(List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000"));

    private final List<String> options;

    Compilation(List<String> options) {
        this.options = options;
    }

    /** JVM options. */
    public List<String> options() {
        return options;
    }
}
