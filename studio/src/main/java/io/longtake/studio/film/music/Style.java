package io.longtake.studio.film.music;

import io.longtake.studio.film.Film.Mood;
import io.longtake.studio.film.music.Score.Role;
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
 * @param percussion level of the drums
 * @param roomSeconds the reverberation time
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
        double percussion,
        double roomSeconds) {

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

    double level(Role role) {
        return switch (role) {
            case PAD -> pad;
            case PLUCK -> pluck;
            case LEAD -> lead;
            case BASS -> bass;
            case KICK, SNARE, HAT, TOM -> percussion;
        };
    }

    static Style of(Mood mood) {
        return switch (mood) {
            case LOFI ->
                new Style(
                        78,
                        53,
                        false,
                        List.of(List.of(1, 4, 0, 5), List.of(3, 2, 1, 4)),
                        0.3,
                        0.45,
                        8,
                        0.4,
                        0.7,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BEAT,
                        0.28,
                        0.35,
                        1.2);
            case CALM ->
                new Style(
                        68,
                        48,
                        false,
                        List.of(List.of(0, 4, 5, 3), List.of(0, 2, 3, 4)),
                        0.18,
                        0.6,
                        8,
                        0.5,
                        1.0,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.4,
                        2.2);
            case HAPPY ->
                new Style(
                        112,
                        55,
                        false,
                        List.of(List.of(0, 4, 5, 3), List.of(0, 3, 0, 4)),
                        0.12,
                        0.7,
                        8,
                        0.25,
                        0.9,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BEAT,
                        0,
                        0.45,
                        1.2);
            case EPIC ->
                new Style(
                        88,
                        50,
                        true,
                        List.of(List.of(0, 5, 2, 6), List.of(0, 3, 5, 6)),
                        0.5,
                        0.6,
                        16,
                        0.5,
                        0.9,
                        BassLine.EIGHTHS,
                        Drums.TOMS,
                        0,
                        0.8,
                        2.6);
            case SAD ->
                new Style(
                        60,
                        57,
                        true,
                        List.of(List.of(0, 5, 3, 4), List.of(0, 2, 5, 3)),
                        0.2,
                        0.5,
                        4,
                        0.5,
                        1.0,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.4,
                        2.4);
            case UPBEAT ->
                new Style(
                        124,
                        52,
                        false,
                        List.of(List.of(5, 3, 0, 4), List.of(0, 4, 1, 3)),
                        0.18,
                        0.6,
                        16,
                        0.35,
                        1.1,
                        BassLine.EIGHTHS,
                        Drums.FOUR_ON_THE_FLOOR,
                        0,
                        0.7,
                        1.0);
            case AMBIENT ->
                new Style(
                        54,
                        49,
                        false,
                        List.of(List.of(0, 3, 5, 3), List.of(0, 1, 5, 4)),
                        0.5,
                        0.35,
                        4,
                        0.4,
                        0.7,
                        BassLine.HELD,
                        Drums.NONE,
                        0,
                        0.4,
                        3.0);
            case ROMANTIC ->
                new Style(
                        72,
                        51,
                        false,
                        List.of(List.of(0, 5, 1, 4), List.of(3, 4, 2, 5)),
                        0.2,
                        0.6,
                        6,
                        0.5,
                        1.0,
                        BassLine.ROOT_AND_FIFTH,
                        Drums.BRUSHED,
                        0,
                        0.35,
                        2.0);
        };
    }
}
