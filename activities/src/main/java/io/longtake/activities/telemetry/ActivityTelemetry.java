package io.longtake.activities.telemetry;

import io.longtake.workflows.failure.FailureType;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Observes the attempts of one activity; names its session and turn in the log, beside the SDK's entries. */
final class ActivityTelemetry extends ActivityInboundCallsInterceptorBase {
    private static final String SESSION = "session";
    private static final String TURN = "turn";

    private final List<StepObserver> observers;
    private @Nullable ActivityInfo info;

    ActivityTelemetry(ActivityInboundCallsInterceptor next, List<StepObserver> observers) {
        super(next);
        this.observers = observers;
    }

    @Override
    public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
        ActivityInfo activity = info;
        if (activity == null) {
            return super.execute(input);
        }
        Origin origin = Origin.of(input.getHeader());
        origin.sessionOf(activity.getWorkflowId()).ifPresent(name -> MDC.put(SESSION, name));
        origin.turn().ifPresent(number -> MDC.put(TURN, number.toString()));
        try {
            return Step.of(activity.getActivityType())
                    .filter(step -> !observers.isEmpty())
                    .map(step -> observed(step, activity, origin, input))
                    .orElseGet(() -> super.execute(input));
        } finally {
            MDC.remove(SESSION);
            MDC.remove(TURN);
        }
    }

    private ActivityOutput observed(Step step, ActivityInfo activity, Origin origin, ActivityInput input) {
        Object request = input.getArguments().length == 0 ? "" : input.getArguments()[0];
        List<StepObserver.Observed> all = observers.stream()
                .map(observer -> observer.begin(step, activity, origin, request))
                .toList();
        try {
            ActivityOutput output = super.execute(input);
            Optional<Object> result = Optional.ofNullable(output.getResult());
            all.forEach(one -> one.succeeded(result));
            return output;
        } catch (RuntimeException | Error failure) {
            String kind = kind(failure);
            all.forEach(one -> one.failed(kind, failure));
            throw failure;
        }
    }

    private static String kind(Throwable failure) {
        if (failure instanceof ApplicationFailure known) {
            return FailureType.of(known.getType()).map(StepObserver::kind).orElse("error");
        }
        return failure instanceof ActivityCompletionException || failure instanceof CanceledFailure
                ? "stopped"
                : "error";
    }
}
