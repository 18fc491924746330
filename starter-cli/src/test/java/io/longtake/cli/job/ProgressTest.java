package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.job.Progress.ConnectionFailure;
import io.longtake.cli.job.Progress.Step;
import io.longtake.workflows.media.UploadProgress;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionProgress;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String QUEUE = "progress";

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    /** A workflow that waits for the first activity of a render. */
    @WorkflowInterface
    public interface Submitting {
        @WorkflowMethod
        void run();
    }

    public static final class SubmittingImpl implements Submitting {
        @Override
        public void run() {
            // No worker polls this task queue, so the activity stays pending.
            Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
                            .setTaskQueue("nobody")
                            .setStartToCloseTimeout(Duration.ofHours(1))
                            .build())
                    .execute("SubmitRender", Void.class);
        }
    }

    @AfterEach
    void end() {
        temporal.close();
    }

    @Test
    void aResumedRenderShowsTheProgressOfItsCurrentWorkflow() {
        temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(SubmittingImpl.class);
        temporal.start();
        var render = new RenderRecord("render_a_3_1", 3, Optional.empty(), 2, false, Optional.empty(), false);
        assertThat(render.workflowId()).isEqualTo("render-render_a_3_1-2");
        WorkflowClient client = temporal.getWorkflowClient();
        WorkflowClient.start(client.newWorkflowStub(
                Submitting.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(render.workflowId())
                        .setTaskQueue(QUEUE)
                        .build())::run);
        var history = client.newUntypedWorkflowStub(render.workflowId());
        while (history.describe().getRawDescription().getPendingActivitiesCount() == 0) {
            Thread.onSpinWait();
        }

        var steps = new Progress(id -> client.newUntypedWorkflowStub(id)
                        .describe()
                        .getRawDescription()
                        .getPendingActivitiesList())
                .ofRender(render);

        assertThat(steps).extracting(Progress.Step::key).containsExactly("submit");
    }

    @Test
    void aRunningUploadReportsHowMuchIsDone() {
        var upload = PendingActivityInfo.newBuilder()
                .setActivityType(ActivityType.newBuilder().setName("UploadMedia"))
                .setHeartbeatDetails(DefaultDataConverter.newDefaultInstance()
                        .toPayloads(new UploadProgress(1, 2, "a.jpg", 30, 120))
                        .orElseThrow())
                .build();

        var steps = new Progress(id -> id.equals("session-trip") ? List.of(upload) : List.of()).of("trip", List.of());

        assertThat(steps).extracting(Step::name).containsExactly("upload");
        assertThat(steps).extracting(Step::percent).containsExactly(OptionalInt.of(25));
        assertThat(new Step("edit", "editing").percent()).isEmpty();
    }

    private static SessionProgress unsent(Optional<String> why) {
        return new SessionProgress("r/1", SessionPhase.OPEN, "tried again soon", Optional.empty(), 1, why, List.of());
    }

    @Test
    void aMessageThatWasNotSentStaysUnreachedBetweenTwoAttempts() {
        var upload = new Step("upload", "uploading");
        var edit = new Step("edit", "editing");

        assertThat(Progress.addUnsent(List.of(), unsent(Optional.of("No route."))))
                .containsExactly(new Step("edit", "tried again soon")
                        .with(Optional.of(new ConnectionFailure("No route.", false))));
        assertThat(Progress.addUnsent(List.of(upload, edit), unsent(Optional.of("No route."))))
                .containsExactly(
                        upload,
                        new Step("edit", "editing").with(Optional.of(new ConnectionFailure("No route.", true))));
        assertThat(Progress.addUnsent(List.of(edit), unsent(Optional.empty()))).containsExactly(edit);
    }
}
