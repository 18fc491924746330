package io.longtake.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.temporal.api.errordetails.v1.QueryFailedFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemporaryFailuresTest {
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {
                "UNAVAILABLE",
                "DEADLINE_EXCEEDED",
                "CANCELLED",
                "ABORTED",
                "RESOURCE_EXHAUSTED",
                "INTERNAL",
                "UNKNOWN",
                "DATA_LOSS"
            })
    void aServerThatStopsStartsOrIsOverloadedIsTemporary(Status.Code code) {
        assertThat(TemporaryFailures.exitCode(
                        new IllegalStateException(code.toStatus().asRuntimeException())))
                .isEqualTo(ExitCode.TEMPORARY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {
                "INVALID_ARGUMENT",
                "NOT_FOUND",
                "ALREADY_EXISTS",
                "PERMISSION_DENIED",
                "FAILED_PRECONDITION",
                "OUT_OF_RANGE",
                "UNIMPLEMENTED",
                "UNAUTHENTICATED"
            })
    void aRejectionOfTheRequestIsPermanent(Status.Code code) {
        assertThat(TemporaryFailures.exitCode(code.toStatus().asRuntimeException()))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aQueryThatAWorkerFailedIsTemporary() {
        assertThat(TemporaryFailures.is(failedQuery())).isTrue();
    }

    private static StatusRuntimeException failedQuery() {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage("Potential deadlock detected")
                .addDetails(com.google.protobuf.Any.pack(QueryFailedFailure.getDefaultInstance()))
                .build());
    }

    static Stream<Exception> lacks() {
        return Stream.of(
                new FileSystemException("/home/ann/x", null, "No space left on device"),
                new IOException("Cannot run program \"java\": error=12, Cannot allocate memory"),
                new UncheckedIOException(new FileSystemException("/x", null, "Too many open files")),
                new IOException("Disk quota exceeded"),
                new IllegalStateException(new TimeoutException()));
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void aLackOfResourcesIsTemporary(Exception lack) {
        assertThat(TemporaryFailures.is(lack)).isTrue();
    }

    @Test
    void deniedAccessAndBugsArePermanent() {
        assertThat(TemporaryFailures.is(new AccessDeniedException("/x"))).isFalse();
        assertThat(TemporaryFailures.is(new NullPointerException())).isFalse();
        assertThat(TemporaryFailures.is(CommandFailure.usage("no"))).isFalse();
        assertThat(TemporaryFailures.is(CommandFailure.temporary("later"))).isTrue();
    }
}
