package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;

/** The locks by which the server in memory keeps time from being skipped; it counts them and knows no owners. */
final class TestServerLocks {
    private TestServerLocks() {}

    /** Gives back one that the server has taken and would never give back itself. */
    static void giveBack(Channel server) {
        CompletedMeanwhile.ELSEWHERE.execute(() -> {
            Object ignored = ClientCalls.blockingUnaryCall(
                    server,
                    TestServiceGrpc.getUnlockTimeSkippingMethod(),
                    CallOptions.DEFAULT,
                    UnlockTimeSkippingRequest.getDefaultInstance());
        });
    }
}
