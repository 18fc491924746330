package io.longtake.cli.temporal;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server that stores search attributes, or refuses to. */
public final class FakeSearchAttributes extends OperatorServiceGrpc.OperatorServiceImplBase {
    public final Map<String, IndexedValueType> custom = new HashMap<>();
    /** How requests to read the attributes are refused. */
    public Optional<Status> looking = Optional.empty();
    /** How requests to add attributes are refused. */
    public Optional<Status> adding = Optional.empty();
    /** The number of readings until the namespace is known. */
    public int unknownFor;

    @Override
    public void listSearchAttributes(
            ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
        answer(
                unknownFor-- > 0 ? Optional.of(Status.NOT_FOUND) : looking,
                answer,
                ListSearchAttributesResponse.newBuilder()
                        .putAllCustomAttributes(custom)
                        .build());
    }

    @Override
    public void addSearchAttributes(
            AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
        if (adding.isEmpty()) {
            custom.putAll(request.getSearchAttributesMap());
        }
        answer(adding, answer, AddSearchAttributesResponse.getDefaultInstance());
    }

    /** Answers a call, or refuses it. */
    public static <T> void answer(Optional<Status> refusal, StreamObserver<T> to, T message) {
        if (refusal.isPresent()) {
            to.onError(refusal.get().asRuntimeException());
            return;
        }
        to.onNext(message);
        to.onCompleted();
    }
}
