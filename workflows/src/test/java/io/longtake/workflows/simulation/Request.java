package io.longtake.workflows.simulation;

/**
 * Names one request of one activity's attempt, the same in every play of the seed.
 *
 * @param session the session's name, with the seed in it
 * @param activity what is asked
 * @param number counts the schedulings of that activity in the session
 * @param attempt counts the tries of one scheduling
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
