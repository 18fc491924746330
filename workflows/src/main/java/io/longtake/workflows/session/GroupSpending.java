package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The cost of the turns of one group, in credits. */
public record GroupSpending(
        @JsonProperty(value = "group", required = true) int group,
        @JsonProperty(value = "credits", required = true) double credits) {
    /** @return credits, as far as the costs are known */
    static double of(int group, List<Turn> turns) {
        return turns.stream()
                .filter(t -> t.group() == group)
                .flatMap(t -> t.cost().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** @return the highest cost of one turn, in credits; 0 if none is known */
    static double mostExpensive(List<Turn> turns) {
        return turns.stream()
                .flatMap(t -> t.cost().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }
}
