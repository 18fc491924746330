package io.longtake.load.plain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One job as a plain loop: the same requests as Longtake's job, in the same order. */
public final class PlainJob {
    private final PlainBackend backend;
    private final byte[] photo;

    public PlainJob(PlainBackend backend, byte[] photo) {
        this.backend = backend;
        this.photo = photo;
    }

    /** @param interval wait between two polls of the render */
    public void run(String name, String prompt, Duration interval, Path output) throws InterruptedException {
        String session = backend.open();
        backend.state(session);
        backend.upload(session, photo, "photo.jpg");
        backend.credits();
        backend.state(session);
        backend.chat(session, prompt);
        backend.state(session);
        backend.credits();
        String renderId = "render_" + name;
        backend.knows(renderId);
        backend.submit(session, renderId, backend.state(session).path("draft"));
        Optional<String> film = backend.poll(renderId);
        while (film.isEmpty()) {
            Thread.sleep(interval.toMillis());
            film = backend.poll(renderId);
        }
        backend.download(film.get(), output);
    }
}
