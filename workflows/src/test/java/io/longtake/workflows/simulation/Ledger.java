package io.longtake.workflows.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What actually happened in the cloud for one session, in order; synchronized on itself. */
final class Ledger {
    private long clock;

    final List<Project> projects = new ArrayList<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    /** Intents that arrived a second time and that only the worker's memory prevented from being sent again. */
    final List<String> askedAgain = new CopyOnWriteArrayList<>();
    /** Ids of the renders whose video was downloaded. */
    final List<String> fetched = new ArrayList<>();
    /** The files at the user's paths: path to render id. */
    final Map<String, String> delivered = new LinkedHashMap<>();

    /** Counts the events; a later event has a higher number. */
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
