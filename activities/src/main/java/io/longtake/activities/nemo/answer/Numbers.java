package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as backends write them: as JSON numbers, or as text with one inside ({@code "80"}, {@code "80%"}). */
public final class Numbers {
    /** Nothing that a backend counts has more digits. */
    private static final int LONGEST = 40;

    private Numbers() {}

    /** Exactly what stands there; empty where no number does. */
    public static Optional<BigDecimal> exact(JsonNode node) {
        if (!node.isNumber() && !node.isTextual()) {
            return Optional.empty();
        }
        String digits = node.asText("").replace("%", "").strip();
        try {
            return digits.isEmpty() || digits.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(digits))
                            .filter(it -> Math.abs(it.precision() - it.scale()) <= LONGEST);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    public static OptionalDouble decimal(JsonNode node) {
        return exact(node).map(it -> OptionalDouble.of(it.doubleValue())).orElse(OptionalDouble.empty());
    }

    /** Without its fraction; empty where it is larger than a {@code long}. */
    public static OptionalLong whole(JsonNode node) {
        return exact(node)
                .filter(it -> it.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(it -> OptionalLong.of(it.longValue()))
                .orElse(OptionalLong.empty());
    }
}
