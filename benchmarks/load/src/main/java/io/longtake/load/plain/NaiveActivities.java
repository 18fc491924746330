package io.longtake.load.plain;

import io.temporal.activity.ActivityInterface;

/** One activity for each request that the job needs. */
@ActivityInterface
public interface NaiveActivities {
    String open();

    void upload(String session);

    void readState(String session);

    void chat(String session, String prompt);

    void submit(String session, String renderId);

    /** @return the address of the film; empty while the render is in progress */
    String poll(String renderId);

    void download(String film, String output);
}
