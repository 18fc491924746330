package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;

/** The locks with which the in-memory server prevents time skipping; the server counts them without owners. */
final class TestServerLocks {
    private TestServerLocks() {}

    /** Releases one lock that the server has taken and would never release itself. */
    static void giveBack(Channel server) {
        LateCancellations.ELSEWHERE.execute(() -> {
            Object ignored = ClientCalls.blockingUnaryCall(
                    server,
                    TestServiceGrpc.getUnlockTimeSkippingMethod(),
                    CallOptions.DEFAULT,
                    UnlockTimeSkippingRequest.getDefaultInstance());
        });
    }
}
