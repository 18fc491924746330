package io.longtake.studio.film.music;

import io.longtake.studio.film.Film.Mood;
import java.util.List;

/**
 * The musical parameters of a mood.
 *
 * @param bpm quarter notes per minute, unless the film sets another tempo
 * @param key MIDI note of the tonic, between 48 and 59
 * @param minor natural minor instead of major
 * @param progressions chords as scale degrees from 0, one per bar; each phrase uses one of them
 * @param pad level of the held chords
 * @param pluck level of the broken chords
 * @param steps in a bar at which the pluck may play
 * @param lead level of the melody
 * @param bass level of the bass
 * @param bassLine movement of the bass
 * @param drums the drum kit
 * @param swing the delay of every second eighth note, as a part of an eighth note
 * @param brightness the amount of overtones of the voices, 0 to 1
 */
record Style(
        int bpm,
        int key,
        boolean minor,
        List<List<Integer>> progressions,
        double pad,
        double pluck,
        int steps,
        double lead,
        double bass,
        BassLine bassLine,
        Drums drums,
        double swing,
        double brightness) {

    enum BassLine {
        HELD,
        ROOT_AND_FIFTH,
        EIGHTHS
    }

    enum Drums {
        NONE,
        BRUSHED,
        BEAT,
        FOUR_ON_THE_FLOOR,
        TOMS
    }

    static Style of(Mood mood) {
        return switch (mood) {
            case LOFI ->
                new Style(
                        78,
                        53,
                        false,
                        List.of(List.of(1, 4, 0, 5), List.of(3, 2, 1, 4)),
                        0.5,
                        0.35,
                        8,
                        0.22,
                        0.8,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BEAT,
                        0.28,
                        0.25);
            case CALM ->
                new Style(
                        68,
                        48,
                        false,
                        List.of(List.of(0, 4, 5, 3), List.of(0, 2, 3, 4)),
                        0.6,
                        0.45,
                        8,
                        0.2,
                        0.5,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.3);
            case HAPPY ->
                new Style(
                        112,
                        55,
                        false,
                        List.of(List.of(0, 4, 5, 3), List.of(0, 3, 0, 4)),
                        0.28,
                        0.7,
                        8,
                        0.35,
                        0.7,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BEAT,
                        0,
                        0.7);
            case EPIC ->
                new Style(
                        88,
                        50,
                        true,
                        List.of(List.of(0, 5, 2, 6), List.of(0, 3, 5, 6)),
                        0.9,
                        0.4,
                        16,
                        0.35,
                        1.0,
                        BassLine.EIGHTHS,
                        Drums.TOMS,
                        0,
                        0.9);
            case SAD ->
                new Style(
                        60,
                        57,
                        true,
                        List.of(List.of(0, 5, 3, 4), List.of(0, 2, 5, 3)),
                        0.55,
                        0.4,
                        4,
                        0.4,
                        0.45,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.2);
            case UPBEAT ->
                new Style(
                        124,
                        52,
                        false,
                        List.of(List.of(5, 3, 0, 4), List.of(0, 4, 1, 3)),
                        0.4,
                        0.6,
                        16,
                        0.3,
                        0.9,
                        BassLine.EIGHTHS,
                        Drums.FOUR_ON_THE_FLOOR,
                        0,
                        0.85);
            case AMBIENT ->
                new Style(
                        54,
                        49,
                        false,
                        List.of(List.of(0, 3, 5, 3), List.of(0, 1, 5, 4)),
                        1.0,
                        0.15,
                        4,
                        0.1,
                        0.5,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.15);
            case ROMANTIC ->
                new Style(
                        72,
                        51,
                        false,
                        List.of(List.of(0, 5, 1, 4), List.of(3, 4, 2, 5)),
                        0.6,
                        0.55,
                        6,
                        0.4,
                        0.5,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BRUSHED,
                        0,
                        0.4);
        };
    }
}
