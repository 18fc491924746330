package io.longtake.activities.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.render.FetchedFilms.Fetched;
import io.longtake.workflows.media.MediaRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedFilmsTest {
    @TempDir
    Path home;

    private MediaRef film(FileMediaStore store) throws Exception {
        return store.put("film".getBytes(StandardCharsets.UTF_8), "film.mp4", "video/mp4");
    }

    @Test
    void aFilmIsRecordedUntilItsSessionHasTheResult() throws Exception {
        FileMediaStore store = FileMediaStore.ofHome(home);
        MediaRef film = film(store);
        FetchedFilms fetched = new FetchedFilms(home);
        assertThat(fetched.all()).isEmpty();

        fetched.record("render_1", film, store);
        fetched.record("render_1", film, store);

        assertThat(fetched.all()).containsExactly(new Fetched("render_1", film.sha256()));
        fetched.forget("render_1");
        assertThat(fetched.all()).isEmpty();
    }

    /** A recorded film is not removed, and a removed film is not recorded: the second of the two operations detects the first. */
    @Test
    void removingAndRecordingAFilmConcurrentlyIsSafe() throws Exception {
        FileMediaStore store = FileMediaStore.ofHome(home);
        MediaRef film = film(store);
        FetchedFilms fetched = new FetchedFilms(home);
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> taking = threads.submit(() -> store.withLock(() -> {
                assertThat(fetched.all()).isEmpty();
                looking.countDown();
                try {
                    assertThat(proceed.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                store.remove(film.sha256());
                return film;
            }));
            looking.await();
            Future<?> withReport = threads.submit(() -> {
                fetched.record("render_1", film, store);
                return film;
            });
            proceed.countDown();
            taking.get(1, TimeUnit.MINUTES);
            assertThatThrownBy(() -> withReport.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(MediaMissingException.class);
        } finally {
            threads.shutdownNow();
        }
    }
}
