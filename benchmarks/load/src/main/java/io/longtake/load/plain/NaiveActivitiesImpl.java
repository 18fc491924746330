package io.longtake.load.plain;

import java.nio.file.Path;

public final class NaiveActivitiesImpl implements NaiveActivities {
    private final PlainBackend backend;
    private final byte[] photo;

    public NaiveActivitiesImpl(PlainBackend backend, byte[] photo) {
        this.backend = backend;
        this.photo = photo;
    }

    @Override
    public String open() {
        return backend.open();
    }

    @Override
    public void upload(String session) {
        backend.upload(session, photo, "photo.jpg");
    }

    @Override
    public void readState(String session) {
        backend.state(session);
    }

    @Override
    public void chat(String session, String prompt) {
        backend.chat(session, prompt);
    }

    @Override
    public void submit(String session, String renderId) {
        backend.submit(session, renderId, backend.state(session).path("draft"));
    }

    @Override
    public String poll(String renderId) {
        return backend.poll(renderId).orElse("");
    }

    @Override
    public void download(String film, String output) {
        backend.download(film, Path.of(output));
    }
}
