package io.longtake.cli.invocation;

import java.util.List;

/** Follows a command from outside: learns which job it queued, and decides how long it waits for that job. */
public interface JobWatch {
    /** The watch of a command on the command line: waits until the job ends. */
    JobWatch TO_THE_END = new JobWatch() {
        @Override
        public void queued(String session, String lineage, List<Integer> turns) {
            // The command itself reports what it has queued.
        }

        @Override
        public boolean patient() {
            return true;
        }
    };

    /**
     * Called when the job is queued. From now on the job continues, whatever happens to the command.
     *
     * @param lineage identifies the session among those that had its name
     * @param turns the numbers of the job's turns
     */
    void queued(String session, String lineage, List<Integer> turns);

    /** Whether the command should go on waiting for the job. If not, it ends, and the job continues. */
    boolean patient();
}
