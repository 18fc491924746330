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
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RequestContent BRIGHTER =
            RequestContent.of("edit").with("session", "s").with("prompt", "brighter");
    private static final RequestContent DARKER =
            RequestContent.of("edit").with("session", "s").with("prompt", "darker");
    private static final RequestIdentity PLAIN = new RequestIdentity.ByContent();
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
        return at(NOON).record(wish, PLAIN, "cat-7f3k");
    }

    private static RequestIdentity named(String id) {
        return new RequestIdentity.Named(id);
    }

    @Test
    void aRecordedRequestListsItsSessionAndOutputUntilItWasReported() {
        var export = RequestContent.of("export").with("session", "s").with("output", "/films/a.mp4");
        var request = at(NOON).record(export, PLAIN, "s");
        assertThat(at(NOON).recorded())
                .containsExactly(new RequestBook.OnFile("s", Optional.of(Path.of("/films/a.mp4")), false));

        request.queued(List.of(3));
        assertThat(at(NOON).recorded())
                .containsExactly(new RequestBook.OnFile("s", Optional.of(Path.of("/films/a.mp4")), true));

        request.told();
        assertThat(at(NOON).recorded()).isEmpty();

        left(BRIGHTER);
        assertThat(later(RequestBook.KEPT).recorded())
                .as("expired, so not resumed")
                .isEmpty();
    }

    @Test
    void anUnansweredRequestIsFoundAgainWithItsIdAndSession() {
        var first = left(BRIGHTER);
        var again = later(Duration.ofMinutes(1)).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.session()).isEqualTo("cat-7f3k");
        assertThat(again.isResumed()).isTrue();
        assertThat(again.isQueued()).isFalse();
        assertThat(first.isResumed()).isFalse();
        assertThat(later(Duration.ofMinutes(1))
                        .record(BRIGHTER, PLAIN, "cat-9999")
                        .session())
                .isEqualTo("cat-7f3k");
    }

    @Test
    void aRequestIsOnDiskBeforeItIsSent() throws IOException {
        var disk = new RecordingDisk(folder.toRealPath());
        var book = new RequestBook(disk.path("requests"), Clock.fixed(NOON, ZoneOffset.UTC));
        book.record(BRIGHTER, named("mine"), "s");
        var record = folder.toRealPath().relativize(requests().get(0).toRealPath());
        assertThat(disk.steps())
                .containsExactly("folder requests", "sync .", "sync part", "move part " + record, "sync requests");
    }

    @Test
    void aQueuedRequestIsFoundWithItsTurnsUntilItWasReported() {
        var first = left(BRIGHTER);
        first.queued(List.of(4, 5, 6));
        first.belongsTo("run-1");
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.turns()).containsExactly(4, 5, 6);
        assertThat(again.lineage()).contains("run-1");
        again.told();
        assertThat(at(NOON).find(BRIGHTER, PLAIN)).isEmpty();
        assertThat(at(NOON).record(BRIGHTER, PLAIN, "s").isResumed()).isFalse();
    }

    @Test
    void aRunningCommandDoesNotRestoreARequestThatAnotherOneReported() {
        var slow = left(BRIGHTER);
        at(NOON).find(BRIGHTER, PLAIN).orElseThrow().told();
        slow.queued(List.of(1));
        slow.alive();
        assertThat(requests()).isEmpty();
    }

    @Test
    void otherContentIsAnotherRequest() {
        left(BRIGHTER);
        assertThat(at(NOON).find(DARKER, PLAIN)).isEmpty();
        assertThat(at(NOON).find(BRIGHTER.with("credit limit", "5"), PLAIN)).isEmpty();
    }

    @Test
    void concurrentCommandsWithTheSameContentShareOneRequest() {
        var ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> at(NOON).record(BRIGHTER, PLAIN, "s").id())
                .toList();
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void againStartsANewRequestThatReplacesTheEarlierOne() {
        var first = left(BRIGHTER);
        assertThat(at(NOON).find(BRIGHTER, AGAIN)).isEmpty();
        var second = later(Duration.ofMinutes(1)).record(BRIGHTER, AGAIN, "other");
        assertThat(second.id()).isNotEqualTo(first.id());
        var third = later(Duration.ofMinutes(2)).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(third.id()).isEqualTo(second.id());
        assertThat(third.session()).isEqualTo("other");
        third.told();
        assertThat(later(Duration.ofMinutes(3)).find(BRIGHTER, PLAIN)).isEmpty();
    }

    @Test
    void anHourAfterTheLastHeartbeatTheRequestIsDeleted() {
        left(BRIGHTER);
        left(DARKER);
        assertThat(later(RequestBook.KEPT).find(BRIGHTER, PLAIN)).isEmpty();
        assertThat(requests()).isEmpty();
    }

    @Test
    void eachHeartbeatRestartsTheHour() {
        var id = left(BRIGHTER).id();
        for (int i = 1; i <= 3; i++) {
            var again = later(Duration.ofMinutes(45L * i)).find(BRIGHTER, PLAIN).orElseThrow();
            assertThat(again.id()).isEqualTo(id);
        }
    }

    @Test
    void afterATemporaryFailureTheSameCommandContinuesWithTheRemainingTurns() {
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
        assertThat(again.id()).isNotEqualTo(request.record().key());
        assertThat(again.leftOver(List.of("media", "edit", "export"))).containsExactly("export");
    }

    @Test
    void remainingTurnsAreCountedFromTheEndIfExistingFilesWereSkipped() {
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
    void aTemporaryFailureWithoutACompletedTurnIsKeptOnlyIfQueueingChangedTheSession() {
        var view = SessionViews.view(List.of(SessionViews.failed(1, FailureType.BACKEND_TROUBLE)), Optional.empty(), 0);
        var request = left(BRIGHTER);
        request.queued(List.of(1));
        request.ended(JobOutcome.on(view, List.of(1)), view);
        assertThat(requests()).isEmpty();

        var begun = left(BRIGHTER);
        begun.startsWhenQueued();
        begun.queued(List.of(1));
        begun.ended(JobOutcome.on(view, List.of(1)), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.continues()).isTrue();
        assertThat(again.isQueued()).isFalse();
    }

    @Test
    void turnsThatWaitForAnUnknownOutcomeAreResumedAndNotQueuedTwice() {
        var request = left(BRIGHTER);
        request.queued(List.of(2));
        var view = SessionViews.view(
                List.of(
                        SessionViews.edit(1, TurnStatus.UNKNOWN, false),
                        SessionViews.edit(2, TurnStatus.QUEUED, false)),
                Optional.empty(),
                0);
        request.ended(JobOutcome.on(view, List.of(2)).whenIdle("s"), view);
        var again = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(again.turns()).containsExactly(2);
    }

    @Test
    void aFinalResultIsReportedOnce() {
        var request = left(BRIGHTER);
        request.queued(List.of(1));
        var view = SessionViews.view(List.of(SessionViews.failed(1, FailureType.NO_CREDITS)), Optional.empty(), 0);
        request.ended(JobOutcome.on(view, List.of(1)), view);
        assertThat(requests()).isEmpty();
    }

    @Test
    void aRequestWithAGivenIdStaysRecordedAfterItWasReported() {
        var first = at(NOON).record(BRIGHTER, named("order-7"), "s");
        first.queued(List.of(9));
        first.told();
        var again = later(Duration.ofDays(6)).find(BRIGHTER, named("order-7")).orElseThrow();
        assertThat(again.turns()).containsExactly(9);
        assertThat(at(NOON).find(BRIGHTER, PLAIN)).as("without the id").isEmpty();
        assertThat(at(NOON).find(BRIGHTER, named("order-8"))).isEmpty();
        assertThat(later(Duration.ofDays(14)).find(BRIGHTER, named("order-7"))).isEmpty();
    }

    private static final RequestContent ANSWER = BRIGHTER.with("answer", "do it anyway");

    @Test
    void aRequestStaysRecordedUntilTheAnswerToItsQuestionIsReported() {
        var asked = left(BRIGHTER);
        asked.queued(List.of(1, 2));
        var answer = at(NOON).recordAnswer(asked, ANSWER, PLAIN);
        answer.queued(List.of(3, 4));

        var resumed = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        assertThat(resumed.turns()).containsExactly(1, 2);
        var resumedAnswer = at(NOON).recordAnswer(resumed, ANSWER, PLAIN);
        assertThat(resumedAnswer.isResumed()).isTrue();
        assertThat(resumedAnswer.turns()).containsExactly(3, 4);
        assertThat(resumedAnswer.session()).isEqualTo(asked.session());

        resumedAnswer.told();
        assertThat(requests()).isEmpty();
    }

    @Test
    void anAnswerKeepsTheIdUnderWhichItsSessionReceivesItOnce() {
        var first = at(NOON).recordAnswer(left(BRIGHTER), ANSWER, PLAIN);
        var concurrent = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
        first.told();
        assertThat(at(NOON).recordAnswer(concurrent, ANSWER, PLAIN).id())
                .as("recorded after another command has reported the result")
                .isEqualTo(first.id());

        assertThat(at(NOON).recordAnswer(left(BRIGHTER), ANSWER, PLAIN).id())
                .as("to the same question of a new request")
                .isNotEqualTo(first.id());
    }

    @Test
    void anAnswerThatFailsTemporarilyContinuesWithItsRemainingTurns() {
        for (var edit : List.of(
                SessionViews.edit(3, TurnStatus.DONE, false), SessionViews.failed(3, FailureType.BACKEND_TROUBLE))) {
            var asked = at(NOON).record(BRIGHTER, AGAIN, "s");
            asked.queued(List.of(1, 2));
            var answer = at(NOON).recordAnswer(asked, ANSWER, PLAIN);
            answer.queued(List.of(3, 4));
            var view = SessionViews.view(
                    List.of(edit, SessionViews.failed(4, FailureType.BACKEND_TROUBLE)), Optional.empty(), 0);
            answer.ended(JobOutcome.on(view, List.of(3, 4)), view);

            var resumed = at(NOON).find(BRIGHTER, PLAIN).orElseThrow();
            assertThat(resumed.turns()).containsExactly(1, 2);
            var again = at(NOON).recordAnswer(resumed, ANSWER, PLAIN);
            assertThat(again.isQueued()).isFalse();
            assertThat(again.id()).isNotEqualTo(answer.record().key());
            assertThat(again.leftOver(List.of("edit", "export")))
                    .isEqualTo(edit.status() == TurnStatus.DONE ? List.of("export") : List.of("edit", "export"));
        }
    }

    @Test
    void aRequestIsKeptWhileTheAnswerToItsQuestionIsFollowed() {
        var time = new AtomicReference<>(NOON);
        var book = new RequestBook(folder.resolve("requests"), ((InstantSource) time::get).withZone(ZoneOffset.UTC));
        var asked = book.record(BRIGHTER, PLAIN, "s");
        var answer = book.recordAnswer(asked, ANSWER, PLAIN);
        time.set(NOON.plus(Duration.ofMinutes(45)));
        answer.alive();
        time.set(NOON.plus(Duration.ofMinutes(90)));
        assertThat(book.find(BRIGHTER, PLAIN)).isPresent();
    }

    @Test
    void aRefusedCommandKeepsAnotherRequestWithTheSameId() {
        var first = at(NOON).record(BRIGHTER, named("order-7"), "s");
        var second = at(NOON).find(BRIGHTER, named("order-7")).orElseThrow();
        first.refused(false);
        var third = at(NOON).record(BRIGHTER, named("order-7"), "s");

        second.refused(false);
        second.belongsTo("lineage");

        assertThat(at(NOON).find(BRIGHTER, named("order-7")).orElseThrow().id()).isEqualTo(third.id());
    }

    @Test
    void theSameIdWithOtherContentIsRefusedWithTheDifference() {
        at(NOON).record(BRIGHTER, named("order-7"), "s");
        assertThatThrownBy(() -> at(NOON).find(DARKER, named("order-7")))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("order-7")
                .hasMessageContaining("its prompt was \"brighter\", this one's is \"darker\"");
        assertThatThrownBy(() -> at(NOON).find(RequestContent.of("make"), named("order-7")))
                .hasMessageContaining("it was for `edit`, this one is for `make`");
        assertThatThrownBy(() -> at(NOON).find(BRIGHTER.with("credit limit", "5"), named("order-7")))
                .hasMessageContaining("its credit limit was not given, this one's is \"5\"");
    }

    @Test
    void aRequestOfAKilledProcessIsFound() throws Exception {
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
            var request = new RequestBook(Path.of(args[0]), Clock.systemUTC()).record(BRIGHTER, PLAIN, "s");
            request.queued(List.of(1, 2, 3));
            System.out.println(request.id());
            System.out.flush();
            System.in.read();
        }
    }

    @Test
    void aRequestThatCannotBeRecordedIsNotSent() throws IOException {
        Files.writeString(folder.resolve("requests"), "a file, not a folder");
        assertThatThrownBy(() -> left(BRIGHTER))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessageContaining("not sent");
    }

    @Test
    void anUnreadableRecordCountsAsMissing() throws IOException {
        left(BRIGHTER);
        Files.writeString(requests().get(0), "{\"key\":");
        assertThat(later(Duration.ofMinutes(1)).find(BRIGHTER, PLAIN)).isEmpty();
    }

    @Test
    void requestsAreReadableOnlyByTheirOwner() throws IOException {
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
