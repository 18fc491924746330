package io.longtake.workflows.render;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Downloads that are interrupted in every attempt: they are given up only if all attempts of one scheduling received
 * nothing.
 */
class BrokenDownloadTest {
    private static final long FILM_BYTES = 5_800_000;

    private final AtomicLong attempts = new AtomicLong();
    /** Maps an attempt's number to the number of bytes stored after it. */
    private volatile LongUnaryOperator kept = attempt -> 0;

    private final FakeBackend backend = new FakeBackend() {
        @Override
        public Video downloadRender(DownloadRender request) {
            long bytes = kept.applyAsLong(attempts.incrementAndGet());
            if (bytes >= FILM_BYTES) {
                return super.downloadRender(request);
            }
            throw ApplicationFailure.newFailure(
                    "It broke off.", FailureType.BACKEND_TROUBLE.name(), new DownloadProgress(bytes, FILM_BYTES, 0));
        }
    };
    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(backend);
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private Turn export() {
        stage.ask(session, new TurnSpec.Edit("one"), new TurnSpec.Export(Optional.empty()));
        SessionView view = stage.untilIdle(session);
        return turn(view, 2);
    }

    @Test
    void aDownloadThatMakesProgressIsNeverAbandoned() {
        kept = attempt -> attempt * 50_000;

        assertThat(export().status()).isEqualTo(TurnStatus.DONE);
        assertThat(attempts).hasValue(FILM_BYTES / 50_000);
    }

    @Test
    void aDownloadWithoutProgressIsUnknownAfterAllAttempts() {
        kept = attempt -> Math.min(attempt * 300_000, 4_000_000);

        Turn export = export();

        assertThat(export.status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(export.report())
                .isEqualTo("The film is finished at the backend but could not be downloaded. It broke off."
                        + " To download it again: longtake reconcile holiday");
        assertThat(attempts).hasValue(2 * 40);
    }

    @Test
    void aDownloadThatLosesBytesIsUnknown() {
        kept = attempt -> attempt <= 40 ? 4_000_000 : 1_000_000;

        assertThat(export().status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(attempts).hasValue(2 * 40);
    }
}
