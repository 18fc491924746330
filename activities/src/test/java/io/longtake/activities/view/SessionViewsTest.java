package io.longtake.activities.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionViewsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path home;

    private Path folder;
    private SessionViews views;

    @BeforeEach
    void open() {
        folder = home.resolve("views");
        views = at(NOW);
    }

    private SessionViews at(Instant now) {
        return new SessionViews(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aWrittenViewIsReadAndOnlyTheOwnerCanReadIt() throws IOException {
        StoredView written = view("holiday", NOW, "rendering");

        assertThat(views.write(written)).isTrue();

        assertThat(views.read("holiday")).contains(written);
        assertThat(views.all()).containsExactly(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("holiday.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anOlderViewDoesNotReplaceANewerOne() throws IOException {
        views.write(view("holiday", NOW, "late"));

        assertThat(views.write(view("holiday", NOW.minusMillis(1), "early"))).isFalse();

        assertThat(views.read("holiday").orElseThrow().view().details()).isEqualTo("late");
    }

    @Test
    void aClockThatWasSetBackDoesNotPreventWriting() throws IOException {
        views.write(view("holiday", NOW, "before"));
        Instant earlier = NOW.minusSeconds(3600);

        assertThat(at(earlier).write(view("holiday", earlier, "after"))).isTrue();

        assertThat(views.read("holiday").orElseThrow().view().details()).isEqualTo("after");
    }

    @Test
    void aViewThatWasNotWrittenIsEmpty() throws IOException {
        assertThat(views.read("holiday")).isEmpty();
        assertThat(views.all()).isEmpty();
        assertThat(views.changing()).isEmpty();
        assertThat(views.isChanging("holiday")).isFalse();
    }

    @Test
    void aViewOfAnotherVersionIsReportedAndReplaced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("holiday.json"), "{\"version\":2,\"other\":true}");

        assertThatThrownBy(() -> views.read("holiday"))
                .isInstanceOf(SessionViews.Unreadable.class)
                .hasMessageContaining("holiday.json has version 2; this Longtake reads version 1");
        assertThat(views.write(view("holiday", NOW, "again"))).isTrue();
        assertThat(views.read("holiday")).isPresent();
    }

    @Test
    void aDamagedViewIsReportedAndReplaced() throws IOException {
        views.write(view("holiday", NOW, "whole"));
        byte[] whole = Files.readAllBytes(folder.resolve("holiday.json"));
        Files.write(folder.resolve("holiday.json"), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> views.read("holiday")).hasMessageContaining("holiday.json is damaged");
        assertThat(views.write(view("holiday", NOW, "again"))).isTrue();
    }

    @Test
    void aMarkRemainsUntilItIsRemovedAndIsNotAView() throws IOException {
        views.markChanging("holiday");
        views.markChanging("holiday");

        assertThat(views.changing()).containsExactly("holiday");
        assertThat(views.all()).isEmpty();

        views.clearChanging("holiday");

        assertThat(views.isChanging("holiday")).isFalse();
    }

    @Test
    void anInvalidNameDoesNotBecomeAPath() throws IOException {
        for (String id : List.of("../outside", "a/b", "", ".hidden", "x".repeat(64))) {
            views.markChanging(id);
            assertThat(views.write(view(id, NOW, ""))).isFalse();
            assertThat(views.read(id)).isEmpty();
            assertThat(views.isChanging(id)).isFalse();
        }
        assertThat(folder).doesNotExist();
        assertThat(home.resolve("outside.json")).doesNotExist();
    }

    private static StoredView view(String name, Instant verifiedAt, String details) {
        SessionView view = new SessionView(
                new SessionSpec(name, "account-1", "studio", "en", SessionPolicy.defaults(), false),
                SessionPhase.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of(),
                details,
                Optional.empty(),
                1,
                List.of());
        return new StoredView("run-1", NOW, verifiedAt, view);
    }
}
