package io.longtake.activities.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real workflows on an in-memory server. */
class ViewKeeperTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("one");

    @TempDir
    Path home;

    private ViewKeeper keeper;
    private SessionViews views;
    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        keeper = ViewKeeper.ofHome(home);
        views = SessionViews.ofHome(home);
        stage = new WorkflowTestServer(
                new FakeBackend(), new WorkflowTestServer.Options(600, List.of(), List.of(keeper.interceptor())));
        keeper.start(stage.client());
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
    }

    @AfterEach
    void stop() {
        keeper.close();
        stage.close();
    }

    @Test
    void theViewOfASessionIsWrittenFromItsStartToItsEnd() throws Exception {
        assertThat(stored(view -> view.turns().isEmpty()).lineage()).isNotBlank();

        stage.ask(session, EDIT);
        stage.untilIdle(session);
        StoredView edited = stored(SessionView::idle, 1);

        assertThat(edited.view().turns().get(0).status()).isEqualTo(TurnStatus.DONE);
        assertThat(edited.view().timeline()).isEqualTo(session.view().timeline());

        session.close("x");

        stored(view -> view.phase() == SessionPhase.CLOSED);
        assertThat(stage.untyped("session-holiday").getResult(SessionView.class).phase())
                .isEqualTo(SessionPhase.CLOSED);
    }

    @Test
    void anAcceptedChangeIsInTheViewOrTheViewIsMarked() throws Exception {
        for (int i = 1; i <= 30; i++) {
            int number = stage.ask(session, EDIT).get(0);
            boolean changing = views.isChanging("holiday");

            assertThat(changing
                            || views.read("holiday").orElseThrow().view().turns().stream()
                                    .anyMatch(turn -> turn.number() == number))
                    .as("turn " + number)
                    .isTrue();
        }
    }

    @Test
    void writingAViewLeavesNoTraceInTheHistory() throws Exception {
        stage.ask(session, EDIT);
        stage.untilIdle(session);
        settled();
        long events = events();

        for (int i = 0; i < 5; i++) {
            views.remove("holiday");
            views.markChanging("holiday");
            keeper.start(stage.client());
            settled();
            assertThat(views.read("holiday")).isPresent();
        }

        assertThat(events()).isEqualTo(events);
    }

    @Test
    void aWorkerWritesTheViewsThatEarlierWorkersDidNot() throws Exception {
        stage.ask(session, EDIT);
        stage.untilIdle(session);
        settled();
        keeper.close();
        session.close("nobody writes this down");
        assertThat(views.isChanging("holiday")).isTrue();
        assertThat(views.read("holiday").orElseThrow().view().phase()).isEqualTo(SessionPhase.OPEN);

        try (ViewKeeper next = ViewKeeper.ofHome(home)) {
            next.start(stage.client());
            settled();
        }

        assertThat(views.read("holiday").orElseThrow().view().phase()).isEqualTo(SessionPhase.CLOSED);
    }

    @Test
    void changesAreWrittenBeforeAWorkerStops() throws Exception {
        stage.ask(session, EDIT);
        stage.untilIdle(session);

        keeper.close();

        assertThat(views.read("holiday").orElseThrow().view().idle()).isTrue();
        assertThat(views.isChanging("holiday")).isFalse();
    }

    @Test
    void theViewOfASessionThatTheServerNoLongerHasIsDeleted() throws Exception {
        stored(view -> true);
        Files.copy(home.resolve("views/holiday.json"), home.resolve("views/gone.json"));
        views.markChanging("gone");

        keeper.start(stage.client());

        await(() -> views.read("gone").isEmpty() && !views.isChanging("gone"));
    }

    private long events() {
        return stage.client().fetchHistory("session-holiday").getHistory().getEventsCount();
    }

    private void settled() throws Exception {
        await(() -> !views.isChanging("holiday"));
    }

    private StoredView stored(Predicate<SessionView> wanted) throws Exception {
        await(() -> views.read("holiday").map(StoredView::view).filter(wanted).isPresent());
        return views.read("holiday").orElseThrow();
    }

    private StoredView stored(Predicate<SessionView> wanted, int turns) throws Exception {
        return stored(view -> view.turns().size() == turns && wanted.test(view));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.sleep(20);
        }
    }
}
