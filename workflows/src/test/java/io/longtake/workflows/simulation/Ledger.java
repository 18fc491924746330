package io.longtake.workflows.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What really happened at the cloud for one session, in order; guarded by itself. */
final class Ledger {
    private long clock;

    final List<Project> projects = new ArrayList<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    /** Intents that came a second time, and that only a worker's memory kept from being sent again. */
    final List<String> askedAgain = new CopyOnWriteArrayList<>();
    /** Render ids whose film was fetched. */
    final List<String> fetched = new ArrayList<>();
    /** What stands under the person's paths: path to render id. */
    final Map<String, String> delivered = new LinkedHashMap<>();

    /** Counts what happens; later is more. */
    long now() {
        return ++clock;
    }

    Project project(String id) {
        return projects.stream()
                .filter(p -> p.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody opened " + id));
    }

    List<Message> messages() {
        return projects.stream().flatMap(p -> p.messages.stream()).toList();
    }
}
