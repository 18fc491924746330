package io.longtake.cli.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.outcome.TemporaryFailures;
import io.longtake.workflows.session.SessionAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Whether a namespace knows the search attributes of sessions. Those who run a cluster may not let a worker look, or add any;
 * then sessions do without.
 */
public final class NamespaceAttributes {
    private static final int SECONDS = 5;

    private NamespaceAttributes() {}

    /**
     * Whether all are there.
     *
     * @throws StatusRuntimeException when the server gives no answer
     */
    static boolean complete(OperatorServiceStubs stubs, String namespace) {
        return granted(() -> missing(stubs, namespace).isEmpty());
    }

    /**
     * Adds those that are missing.
     *
     * @return whether all are there now
     * @throws StatusRuntimeException when the server gives no answer
     */
    static boolean add(OperatorServiceStubs stubs, String namespace) {
        return granted(() -> {
            var missing = missing(stubs, namespace);
            if (missing.isEmpty()) {
                return true;
            }
            var request = AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            missing.forEach(key -> request.putSearchAttributes(key.getName(), key.getValueType()));
            try {
                stubs.blockingStub()
                        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                        .addSearchAttributes(request.build());
            } catch (StatusRuntimeException e) {
                // Another worker was first.
                if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                    throw e;
                }
            }
            return missing(stubs, namespace).isEmpty();
        });
    }

    private interface Question {
        boolean ask();
    }

    /** A server that refuses has answered: no. */
    private static boolean granted(Question question) {
        try {
            return question.ask();
        } catch (StatusRuntimeException e) {
            if (TemporaryFailures.is(e)) {
                throw e;
            }
            return false;
        }
    }

    private static List<SearchAttributeKey<?>> missing(OperatorServiceStubs stubs, String namespace) {
        var answer = stubs.blockingStub()
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                        .setNamespace(namespace)
                        .build());
        Map<String, IndexedValueType> there = new HashMap<>(answer.getSystemAttributesMap());
        there.putAll(answer.getCustomAttributesMap());
        return SessionAttributes.all().stream()
                .filter(key -> there.get(key.getName()) != key.getValueType())
                .toList();
    }

    /** The commands that add them by hand. */
    public static String commands(String namespace) {
        return SessionAttributes.all().stream()
                .map(key -> "temporal operator search-attribute create --namespace " + namespace + " --name "
                        + key.getName() + " --type " + typeName(key.getValueType()))
                .collect(Collectors.joining(" && "));
    }

    private static String typeName(IndexedValueType type) {
        return type == IndexedValueType.INDEXED_VALUE_TYPE_DATETIME ? "Datetime" : "Keyword";
    }
}
