package io.longtake.workflows.simulation;

/**
 * Identifies one request of one activity attempt; the same in every run of the seed.
 *
 * @param session the session's name, which contains the seed
 * @param activity what is requested
 * @param number counts the schedulings of that activity in the session
 * @param attempt counts the attempts of one scheduling
 */
record Request(String session, String activity, int number, int attempt) {
    /** The same for all attempts. */
    String scheduling() {
        return session + " " + activity + " " + number;
    }

    String at(FaultPoint point) {
        return scheduling() + "." + attempt + " " + point;
    }

    @Override
    public String toString() {
        return scheduling() + " attempt " + attempt;
    }
}
