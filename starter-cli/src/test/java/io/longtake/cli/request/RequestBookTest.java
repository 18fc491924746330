package io.longtake.cli.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.session.SessionViews;
import io.longtake.files.durable.RecordingDisk;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RequestContent BRIGHTER =
            RequestContent.of("edit").with("session", "s").with("prompt", "brighter");
    private static final RequestContent DARKER =
            RequestContent.of("edit").with("session", "s").with("prompt", "darker");
    private static final RequestIdentity PLAIN = new RequestIdentity.ByWish();
    private static final RequestIdentity AGAIN = new RequestIdentity.Another();

    @TempDir
    Path folder;

    private RequestBook at(Instant now) {
        return new RequestBook(folder.resolve("requests"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private RequestBook later(Duration after) {
        return at(NOON.plus(after));
    }

    /** Creates a request as left by a command that gave up, was interrupted or was killed. */
    private Request left(RequestContent wish) {
        return at(NOON).note(wish, PLAIN, "cat-7f3k");
    }

    private static RequestIdentity named(String id) {
        return new RequestIdentity.Named(id);
    }

    @Test
    void what_is_on_file_tells_what_it_needs_until_its_end_was_told() {
        var export = RequestContent.of("export").with("session", "s").with("output", "/films/a.mp4");
        var request = at(NOON).note(export, PLAIN, "s");
        assertThat(at(NOON).onFile())
                .containsExactly(new RequestBook.OnFile("s", Optional.of(Path.of("/films/a.mp4")), false));

        request.queued(List.of(3));
        assertThat(at(NOON).onFile())
                .containsExactly(new RequestBook.OnFile("s", Optional.of(Path.of("/films/a.mp4")), true));

        request.told();
        assertThat(at(NOON).onFile()).isEmpty();

        left(BRIGHTER);
        assertThat(later(RequestBook.KEPT).onFile())
                .as("nobody means it any more")
                .isEmpty();
    }

    @Test
    void a_wish_without_an_answer_is_found_again_under_its_id_and_session() {
        var first = left(BRIGHTER);
        var again = later(Duration.ofMinutes(1)).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.session()).isEqualTo("cat-7f3k");
        assertThat(again.isResumed()).isTrue();
        assertThat(again.isQueued()).isFalse();
        assertThat(first.isResumed()).isFalse();
        assertThat(later(Duration.ofMinutes(1))
                        .note(BRIGHTER, PLAIN, "cat-9999")
                        .session())
                .isEqualTo("cat-7f3k");
    }

    @Test
    void a_request_is_on_the_disk_before_it_may_be_sent() throws IOException {
        var disk = new RecordingDisk(folder.toRealPath());
        var book = new RequestBook(disk.path("requests"), Clock.fixed(NOON, ZoneOffset.UTC));
        book.note(BRIGHTER, named("mine"), "s");
        var note = folder.toRealPath().relativize(requests().get(0).toRealPath());
        assertThat(disk.steps())
                .containsExactly("folder requests", "sync .", "sync part", "move part " + note, "sync requests");
    }

    @Test
    void what_is_queued_is_found_with_its_turns_until_its_end_was_told() {
        var first = left(BRIGHTER);
        first.queued(List.of(4, 5, 6));
        first.belongsTo("run-1");
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.turns()).containsExactly(4, 5, 6);
        assertThat(again.lineage()).contains("run-1");
        again.told();
        assertThat(at(NOON).find(BRIGHTER, PLAIN)).isEmpty();
        assertThat(at(NOON).note(BRIGHTER, PLAIN, "s").isResumed()).isFalse();
    }

    @Test
    void a_command_that_still_runs_does_not_bring_back_what_another_one_has_told() {
        var slow = left(BRIGHTER);
        at(NOON).find(BRIGHTER, PLAIN).orElseThrow().told();
        slow.queued(List.of(1));
        slow.alive();
        assertThat(requests()).isEmpty();
    }

    @Test
    void another_wish_is_another_request() {
        left(BRIGHTER);
        assertThat(at(NOON).find(DARKER, PLAIN)).isEmpty();
        assertThat(at(NOON).find(BRIGHTER.with("limit of credits", "5"), PLAIN)).isEmpty();
    }

    @Test
    void commands_with_the_same_wish_at_the_same_moment_are_about_one_request() {
        var ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> at(NOON).note(BRIGHTER, PLAIN, "s").id())
                .toList();
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void again_starts_a_new_request_and_takes_the_place_of_the_earlier_one() {
        var first = left(BRIGHTER);
        assertThat(at(NOON).find(BRIGHTER, AGAIN)).isEmpty();
        var second = later(Duration.ofMinutes(1)).note(BRIGHTER, AGAIN, "other");
        assertThat(second.id()).isNotEqualTo(first.id());
        var third = later(Duration.ofMinutes(2)).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(third.id()).isEqualTo(second.id());
        assertThat(third.session()).isEqualTo("other");
        third.told();
        assertThat(later(Duration.ofMinutes(3)).find(BRIGHTER, PLAIN)).isEmpty();
    }

    @Test
    void an_hour_after_the_last_sign_of_life_it_is_meant_anew_and_what_was_left_is_swept() {
        left(BRIGHTER);
        left(DARKER);
        assertThat(later(RequestBook.KEPT).find(BRIGHTER, PLAIN)).isEmpty();
        assertThat(requests()).isEmpty();
    }

    @Test
    void each_sign_of_life_lets_the_hour_begin_anew() {
        var id = left(BRIGHTER).id();
        for (int i = 1; i <= 3; i++) {
            var again = later(Duration.ofMinutes(45L * i)).find(BRIGHTER, PLAIN).orElseThrow();
            assertThat(again.id()).isEqualTo(id);
        }
    }

    @Test
    void an_end_that_passes_leaves_what_is_left_over_for_the_same_command() {
        var request = left(BRIGHTER);
        request.queued(List.of(1, 2, 3));
        var view = SessionViews.view(
                List.of(
                        SessionViews.edit(1, TurnStatus.DONE, false),
                        SessionViews.edit(2, TurnStatus.DONE, false),
                        SessionViews.failed(3, FailureType.BACKEND_TROUBLE)),
                Optional.empty(),
                0);
        request.ended(JobOutcome.on(view, List.of(1, 2, 3)), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.isQueued()).isFalse();
        assertThat(again.id()).isNotEqualTo(request.note().key());
        assertThat(again.leftOver(List.of("media", "edit", "export"))).containsExactly("export");
    }

    @Test
    void an_attempt_without_the_files_that_were_there_already_leaves_the_rest_all_the_same() {
        var request = left(BRIGHTER);
        request.queued(List.of(7, 8));
        var view = SessionViews.view(
                List.of(
                        SessionViews.edit(7, TurnStatus.DONE, false),
                        SessionViews.failed(8, FailureType.BACKEND_TROUBLE)),
                Optional.empty(),
                0);
        request.ended(JobOutcome.on(view, List.of(7, 8)), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.leftOver(List.of("media", "edit", "export"))).containsExactly("export");
    }

    @Test
    void an_end_that_passes_with_nothing_done_is_forgotten_unless_being_queued_began_something() {
        var view = SessionViews.view(List.of(SessionViews.failed(1, FailureType.BACKEND_TROUBLE)), Optional.empty(), 0);
        var request = left(BRIGHTER);
        request.queued(List.of(1));
        request.ended(JobOutcome.on(view, List.of(1)), view);
        assertThat(requests()).isEmpty();

        var begun = left(BRIGHTER);
        begun.beginsWhenQueued();
        begun.queued(List.of(1));
        begun.ended(JobOutcome.on(view, List.of(1)), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.goesOn()).isTrue();
        assertThat(again.isQueued()).isFalse();
    }

    @Test
    void turns_that_wait_behind_an_unknown_end_are_taken_up_again_and_not_queued_twice() {
        var request = left(BRIGHTER);
        request.queued(List.of(2));
        var view = SessionViews.view(
                List.of(
                        SessionViews.edit(1, TurnStatus.UNKNOWN, false),
                        SessionViews.edit(2, TurnStatus.QUEUED, false)),
                Optional.empty(),
                0);
        request.ended(JobOutcome.on(view, List.of(2)).atRest("s"), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.turns()).containsExactly(2);
    }

    @Test
    void an_end_for_good_is_told_once() {
        var request = left(BRIGHTER);
        request.queued(List.of(1));
        var view = SessionViews.view(List.of(SessionViews.failed(1, FailureType.NO_CREDITS)), Optional.empty(), 0);
        request.ended(JobOutcome.on(view, List.of(1)), view);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_request_with_an_id_from_outside_stays_the_same_after_its_end_was_told() {
        var first = at(NOON).note(BRIGHTER, named("order-7"), "s");
        first.queued(List.of(9));
        first.told();
        var again = later(Duration.ofDays(6)).find(BRIGHTER, named("order-7")).orElseThrow();
        assertThat(again.turns()).containsExactly(9);
        assertThat(at(NOON).find(BRIGHTER, PLAIN)).as("without the id").isEmpty();
        assertThat(at(NOON).find(BRIGHTER, named("order-8"))).isEmpty();
        assertThat(later(Duration.ofDays(14)).find(BRIGHTER, named("order-7"))).isEmpty();
    }

    @Test
    void whoever_is_refused_leaves_the_note_of_another_request_with_the_same_id() {
        var first = at(NOON).note(BRIGHTER, named("order-7"), "s");
        var second = at(NOON).find(BRIGHTER, named("order-7")).orElseThrow();
        first.refused(false);
        var third = at(NOON).note(BRIGHTER, named("order-7"), "s");

        second.refused(false);
        second.belongsTo("lineage");

        assertThat(at(NOON).find(BRIGHTER, named("order-7")).orElseThrow().id()).isEqualTo(third.id());
    }

    @Test
    void the_same_id_for_another_wish_is_refused_and_the_difference_named() {
        at(NOON).note(BRIGHTER, named("order-7"), "s");
        assertThatThrownBy(() -> at(NOON).find(DARKER, named("order-7")))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("order-7")
                .hasMessageContaining("its prompt was \"brighter\", this one's is \"darker\"");
        assertThatThrownBy(() -> at(NOON).find(RequestContent.of("make"), named("order-7")))
                .hasMessageContaining("it was for `edit`, this one is for `make`");
        assertThatThrownBy(() -> at(NOON).find(BRIGHTER.with("limit of credits", "5"), named("order-7")))
                .hasMessageContaining("its limit of credits was not given, this one's is \"5\"");
    }

    @Test
    void what_a_killed_process_left_is_found() throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.resolve("requests").toString());
        var holder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = holder.inputReader()) {
            var id = said.readLine();
            holder.destroyForcibly();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            var after = new RequestBook(folder.resolve("requests"), Clock.systemUTC()).find(BRIGHTER, PLAIN);
            assertThat(after.map(Request::id)).isEqualTo(Optional.of(id));
            assertThat(after.orElseThrow().turns()).containsExactly(1, 2, 3);
        } finally {
            holder.destroyForcibly();
        }
    }

    /** A command that follows its job. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            var request = new RequestBook(Path.of(args[0]), Clock.systemUTC()).note(BRIGHTER, PLAIN, "s");
            request.queued(List.of(1, 2, 3));
            System.out.println(request.id());
            System.out.flush();
            System.in.read();
        }
    }

    @Test
    void what_can_not_be_noted_is_not_sent() throws IOException {
        Files.writeString(folder.resolve("requests"), "a file is in the way");
        assertThatThrownBy(() -> left(BRIGHTER))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessageContaining("not sent");
    }

    @Test
    void a_note_that_can_not_be_read_counts_as_none() throws IOException {
        left(BRIGHTER);
        Files.writeString(requests().get(0), "{\"key\":");
        assertThat(later(Duration.ofMinutes(1)).find(BRIGHTER, PLAIN)).isEmpty();
    }

    @Test
    void only_its_owner_reads_what_was_asked_for() throws IOException {
        left(BRIGHTER);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(requests().get(0))))
                .isEqualTo("rw-------");
    }

    private List<Path> requests() {
        try (var files = Files.list(folder.resolve("requests"))) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
