package io.longtake.workflows.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One run of a schedule.
 *
 * @param id of its workflow; a repeated run with the same id makes the same film
 * @param scheduledAtMs Unix time for which it was scheduled, in ms
 */
public record FilmRun(
        @JsonProperty("film") ScheduledFilm film,
        @JsonProperty("id") String id,

        @JsonProperty(value = "scheduledAtMs", required = true)
        long scheduledAtMs) {}
