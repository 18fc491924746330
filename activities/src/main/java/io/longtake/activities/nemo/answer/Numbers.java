package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads numbers as backends write them: as JSON numbers, or as text that contains one ({@code "80"}, {@code "80%"}). */
public final class Numbers {
    /** In characters; no number that a backend reports is longer. */
    private static final int LONGEST = 40;

    private Numbers() {}

    /** The exact value; empty if it is not a number. */
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

    /** The value without its fraction; empty if it does not fit into a {@code long}. */
    public static OptionalLong integer(JsonNode node) {
        return exact(node)
                .filter(it -> it.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(it -> OptionalLong.of(it.longValue()))
                .orElse(OptionalLong.empty());
    }
}
