package io.longtake.workflows.session;

import java.util.List;

/** What turns of one group have cost, in credits. */
public record GroupSpending(int group, double credits) {
    static double of(int group, List<Turn> turns) {
        return turns.stream()
                .filter(t -> t.group() == group)
                .flatMap(t -> t.cost().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
