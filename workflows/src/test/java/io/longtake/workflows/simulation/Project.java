package io.longtake.workflows.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A backend session as it stands at the cloud. */
final class Project {
    final String id;
    final List<String> edits = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final Set<String> files = new LinkedHashSet<>();
    boolean forgotten;

    Project(String id) {
        this.id = id;
    }

    String draft() {
        return String.join("|", edits);
    }
}
