package io.longtake.workflows.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The differences between the details of two readings, each as a part of a sentence. */
final class DetailChange {
    /** Changes of more shots than this are combined in one list. */
    private static final int MAX_SINGLE = 4;

    private static final int MAX_LISTED = 8;

    private final List<TimelineDetail> before;
    private final List<TimelineDetail> after;
    private final List<String> parts = new ArrayList<>();

    private DetailChange(List<TimelineDetail> before, List<TimelineDetail> after) {
        this.before = before;
        this.after = after;
    }

    /** For example {@code look: sepia} and {@code motion of shot 2: zoom in → pan left}; empty if nothing changed. */
    static List<String> between(List<TimelineDetail> before, List<TimelineDetail> after) {
        DetailChange change = new DetailChange(before, after);
        change.describeAdded();
        change.gone();
        return change.parts;
    }

    private void describeAdded() {
        List<String> introduced = new ArrayList<>();
        for (TimelineDetail detail : after) {
            if (isNew(detail.subject())) {
                if (!introduced.contains(detail.subject())) {
                    introduced.add(detail.subject());
                    parts.add(introduction(detail.subject()));
                }
            } else {
                List<String> old =
                        counterpart(before, detail).map(TimelineDetail::values).orElse(List.of());
                if (!old.equals(detail.values())) {
                    changed(detail, old);
                }
            }
        }
    }

    /** Details of a removed title disappear with it and are not mentioned; removed details of remaining items are. */
    private void gone() {
        before.stream()
                .filter(detail -> counterpart(after, detail).isEmpty())
                .filter(detail -> detail.subject().isEmpty()
                        || after.stream().anyMatch(it -> it.subject().equals(detail.subject())))
                .forEach(detail -> parts.add(name(detail) + ": none"));
    }

    private boolean isNew(String subject) {
        return !subject.isEmpty()
                && before.stream().noneMatch(detail -> detail.subject().equals(subject));
    }

    private String introduction(String subject) {
        return subject + ": "
                + after.stream()
                        .filter(detail -> detail.subject().equals(subject))
                        .map(detail -> detail.aspect() + " " + String.join(", ", detail.values()))
                        .collect(Collectors.joining(", "));
    }

    private void changed(TimelineDetail detail, List<String> old) {
        List<String> now = detail.values();
        if (Collections.frequency(now, now.get(0)) == now.size()) {
            parts.add(name(detail) + ": " + orNoneText(now.get(0)));
            return;
        }
        List<String> then = old.size() == 1
                ? Collections.nCopies(now.size(), old.get(0))
                : old.isEmpty() && now.contains("") ? Collections.nCopies(now.size(), "") : old;
        List<Integer> shots = then.size() != now.size()
                ? List.of()
                : IntStream.range(0, now.size())
                        .filter(i -> !now.get(i).equals(then.get(i)))
                        .boxed()
                        .toList();
        if (shots.isEmpty() || shots.size() > MAX_SINGLE) {
            parts.add(name(detail) + ": " + listed(now));
            return;
        }
        for (int shot : shots) {
            String from = then.get(shot).isEmpty() ? "" : then.get(shot) + " → ";
            parts.add(name(detail) + " of shot " + (shot + 1) + ": " + from + orNoneText(now.get(shot)));
        }
    }

    private static String listed(List<String> values) {
        String named =
                values.stream().limit(MAX_LISTED).map(DetailChange::orNoneText).collect(Collectors.joining(", "));
        int more = values.size() - MAX_LISTED;
        return more <= 0 ? named : named + " and " + more + " more";
    }

    private static String orNoneText(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static String name(TimelineDetail detail) {
        return detail.subject().isEmpty() ? detail.aspect() : detail.aspect() + " of " + detail.subject();
    }

    private static Optional<TimelineDetail> counterpart(List<TimelineDetail> details, TimelineDetail of) {
        return details.stream()
                .filter(it -> it.subject().equals(of.subject()) && it.aspect().equals(of.aspect()))
                .findFirst();
    }
}
