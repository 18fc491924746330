package io.longtake.media.jvm;

import java.util.List;

/** How much a JVM of this product compiles, according to its work. */
public enum Compilation {
    /** The fast compiler only: for processes without long computations. */
    FAST("-XX:TieredStopAtLevel=1"),
    /**
     * The optimising compiler only for the hottest loops: its thresholds are ten times the defaults. Byte loops, such as those of
     * TLS, digests and pictures, need it; compiling everything else costs more than it saves while a process is young.
     */
    HOT_LOOPS(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private final String options;

    Compilation(String... options) {
        this.options = String.join(" ", options);
    }

    /** JVM options. */
    public List<String> options() {
        return List.of(options.split(" "));
    }
}
