package io.longtake.cli.process;

/** The background processes of a home, in the order of their dependencies. */
public enum Service {
    SERVER("server"),
    STUDIO("studio"),
    WORKER("worker");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
