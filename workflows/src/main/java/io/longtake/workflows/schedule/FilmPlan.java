package io.longtake.workflows.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a schedule makes. Decided once and recorded, so that a repeated start queues the same film although the folder has
 * changed.
 *
 * @param files paths of the files, in order
 * @param creditsLeft of the limit for the day; empty without a limit
 * @param end the result, if there is nothing to start
 */
public record FilmPlan(
        @JsonProperty("files") List<String> files,
        @JsonProperty("creditsLeft") Optional<Double> creditsLeft,
        @JsonProperty("end") Optional<RunResult> end) {
    public FilmPlan {
        files = List.copyOf(files);
    }

    public static FilmPlan ended(RunResult end) {
        return new FilmPlan(List.of(), Optional.empty(), Optional.of(end));
    }
}
