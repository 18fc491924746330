package io.longtake.workflows.payload;

import io.longtake.workflows.failure.FailureType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.DefaultFailureConverter;

/** Gives an unreadable payload a type that workflows know. The SDK decodes the arguments of an activity before it calls our code. */
final class TypedFailures implements FailureConverter {
    private final FailureConverter standard = new DefaultFailureConverter();

    @Override
    public RuntimeException failureToException(Failure failure, DataConverter converter) {
        return standard.failureToException(failure, converter);
    }

    @Override
    public Failure exceptionToFailure(Throwable exception, DataConverter converter) {
        return standard.exceptionToFailure(
                exception instanceof UnreadablePayloadException
                        ? ApplicationFailure.newFailureWithCause(
                                exception.getMessage(), FailureType.PAYLOAD_UNREADABLE.name(), exception.getCause())
                        : exception,
                converter);
    }
}
