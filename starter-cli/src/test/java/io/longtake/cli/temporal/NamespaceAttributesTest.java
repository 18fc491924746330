package io.longtake.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamespaceAttributesTest {
    private static final String NAMESPACE = "longtake";

    private final FakeSearchAttributes operator = new FakeSearchAttributes();
    private Server server;
    private OperatorServiceStubs stubs;

    @BeforeEach
    void start() throws IOException {
        var name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .addService(operator)
                .build()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
        stubs = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setChannel(channel).validateAndBuildWithDefaults());
    }

    @AfterEach
    void stop() {
        stubs.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void missingAttributesAreAdded() {
        operator.custom.put("LongtakeStatus", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        assertThat(NamespaceAttributes.complete(stubs, NAMESPACE)).isFalse();

        assertThat(NamespaceAttributes.add(stubs, NAMESPACE)).isTrue();

        assertThat(NamespaceAttributes.complete(stubs, NAMESPACE)).isTrue();
        assertThat(operator.custom)
                .containsEntry("LongtakeBackend", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .containsEntry("LongtakeChanged", IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
    }

    @Test
    void anAttributeOfAnotherTypeCountsAsMissing() {
        NamespaceAttributes.add(stubs, NAMESPACE);
        operator.custom.put("LongtakeStatus", IndexedValueType.INDEXED_VALUE_TYPE_TEXT);

        assertThat(NamespaceAttributes.complete(stubs, NAMESPACE)).isFalse();
    }

    @Test
    void aServerThatForbidsAddingAttributesLacksThem() {
        operator.adding = Optional.of(Status.PERMISSION_DENIED);

        assertThat(NamespaceAttributes.add(stubs, NAMESPACE)).isFalse();
    }

    @Test
    void anotherWorkerMayAddThemFirst() {
        operator.adding = Optional.of(Status.ALREADY_EXISTS);

        assertThat(NamespaceAttributes.add(stubs, NAMESPACE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"PERMISSION_DENIED", "UNIMPLEMENTED", "INVALID_ARGUMENT", "NOT_FOUND"})
    void aServerThatForbidsReadingAttributesLacksThem(Status.Code refusal) {
        operator.looking = Optional.of(refusal.toStatus());

        assertThat(NamespaceAttributes.complete(stubs, NAMESPACE)).isFalse();
    }

    @Test
    void aServerThatDoesNotAnswerIsAnError() {
        operator.looking = Optional.of(Status.UNAVAILABLE);

        assertThatThrownBy(() -> NamespaceAttributes.complete(stubs, NAMESPACE))
                .isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void theCommandsNameEveryAttributeWithItsType() {
        assertThat(NamespaceAttributes.commands("films"))
                .contains("--namespace films --name LongtakeStatus --type Keyword")
                .contains("--namespace films --name LongtakeBackend --type Keyword")
                .contains("--namespace films --name LongtakeChanged --type Datetime");
    }
}
