package io.longtake.workflows.simulation;

import java.util.ArrayList;
import java.util.List;

/** The state of a backend session in the cloud. */
final class Project {
    final String id;
    final List<String> edits = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    boolean forgotten;

    Project(String id) {
        this.id = id;
    }

    String draft() {
        return String.join("|", edits);
    }
}
