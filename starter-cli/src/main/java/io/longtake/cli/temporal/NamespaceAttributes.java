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
 * Whether a namespace has the search attributes of sessions. The operators of a cluster may not allow a worker to read
 * or add them; sessions then work without them.
 */
public final class NamespaceAttributes {
    private static final int SECONDS = 5;

    private NamespaceAttributes() {}

    /**
     * Whether all attributes exist.
     *
     * @throws StatusRuntimeException if the server does not answer
     */
    static boolean complete(OperatorServiceStubs stubs, String namespace) {
        return granted(() -> missing(stubs, namespace).isEmpty());
    }

    /**
     * Adds missing attributes.
     *
     * @return whether all attributes exist now
     * @throws StatusRuntimeException if the server does not answer
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
                // Another worker added it first.
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

    /** Returns false if the server denies the request. */
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

    /** Returns the commands that add the attributes manually. */
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
