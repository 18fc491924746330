package io.longtake.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.EndedTurn;
import io.longtake.workflows.session.SessionChange;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records in payloads are read by older and newer versions than the one that wrote them. */
class WireRecordsTest {
    private static final ObjectMapper JSON = Payloads.mapper();
    private static final Turn TURN = new Turn.EditTurn(
            new TurnHeader(2, 1, TurnStatus.DONE, "did", Optional.empty(), true),
            new TurnSpec.Edit("calm"),
            Optional.of(40.0),
            Optional.of("print"),
            Optional.of(2.5));

    /** All classes of this module. Reading them takes long, so they are read once. */
    private static final List<Class<?>> CLASSES = new ClassFileImporter()
            .importUrl(Payloads.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    static Stream<Class<?>> records() {
        return CLASSES.stream()
                .filter(Class::isRecord)
                .filter(WireRecordsTest::leavesItsPackage)
                // A report inside the worker.
                .filter(type -> type != EndedTurn.class);
    }

    /** A type that is visible only in its package is not part of any payload. */
    private static boolean leavesItsPackage(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || leavesItsPackage(type.getEnclosingClass()));
    }

    static Stream<Class<?>> enums() {
        return CLASSES.stream()
                .filter(Class::isEnum)
                .filter(type -> type != SessionChange.class && type != TaskQueue.class);
    }

    static Stream<Class<?>> interfaces() {
        return CLASSES.stream().filter(type -> type.isAnnotationPresent(JsonTypeInfo.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyComponentHasAnExplicitName(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            assertThat(property).as("%s", component).isNotNull();
            assertThat(property.value()).isEqualTo(component.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void aMissingNumberOrFlagIsNotReadAsZero(Class<?> type) {
        Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType().isPrimitive())
                .forEach(component -> assertThat(component
                                .getAccessor()
                                .getAnnotation(JsonProperty.class)
                                .required())
                        .as("%s", component)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void everyEnumHasAConstantForUnknownValues(Class<?> type) {
        assertThat(Arrays.stream(type.getFields())
                        .filter(field -> field.isAnnotationPresent(JsonEnumDefaultValue.class)))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyInterfaceHasAKindForUnknownKinds(Class<?> type) throws JsonProcessingException {
        Object read = JSON.readValue("{\"kind\":\"of-tomorrow\",\"news\":1}", type);

        assertThat(read).isInstanceOf(type);
        assertThat(type.getAnnotation(JsonSubTypes.class).value()).isNotEmpty();
    }

    @Test
    void aDeliveryWithoutARuleForExistingFilesKeepsThem() throws JsonProcessingException {
        for (String existing : List.of("", ",\"existing\":null", ",\"existing\":\"OF_TOMORROW\"")) {
            Delivery read =
                    JSON.readValue("{\"homeId\":\"home\",\"path\":\"/out.mp4\"" + existing + "}", Delivery.class);

            assertThat(read).isEqualTo(new Delivery("home", "/out.mp4", Delivery.Existing.KEEP));
        }
    }

    @Test
    void anOldReaderIgnoresFieldsOfANewWriter() throws JsonProcessingException {
        ObjectNode newer = JSON.valueToTree(TURN);
        newer.put("mood", "fine");

        assertThat(JSON.readValue(newer.toString(), Turn.class)).isEqualTo(TURN);
    }

    @Test
    void aNewReaderReadsOldPayloads() throws JsonProcessingException {
        assertThat(JSON.readValue(JSON.writeValueAsString(TURN), Turn.class)).isEqualTo(TURN);
        SessionSpec spec = new SessionSpec("s", "account", "studio", "en", SessionPolicy.defaults(), true);
        assertThat(JSON.readValue(JSON.writeValueAsString(spec), SessionSpec.class))
                .isEqualTo(spec);
    }

    @Test
    void aMissingOptionIsEmptyAndAMissingNumberIsAnError() throws JsonProcessingException {
        ObjectNode without = JSON.valueToTree(TURN);
        without.remove(List.of("cost", "maxCredits"));
        assertThat(JSON.readValue(without.toString(), Turn.class).cost()).isEmpty();
        assertThat(JSON.readValue(without.toString(), Turn.class).maxCredits()).isEmpty();

        for (String required : List.of("number", "settled")) {
            ObjectNode broken = JSON.valueToTree(TURN);
            ObjectNode header = (ObjectNode) broken.get("header");
            header.remove(required);
            assertThatThrownBy(() -> JSON.readValue(broken.toString(), Turn.class))
                    .hasMessageContaining(required);
            header.putNull(required);
            assertThatThrownBy(() -> JSON.readValue(broken.toString(), Turn.class))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void unknownValuesAreReadAsSafeOnes() throws JsonProcessingException {
        assertThat(JSON.readValue("\"OF_TOMORROW\"", FailureType.class)).isEqualTo(FailureType.INTERNAL);
        assertThat(JSON.readValue("\"OF_TOMORROW\"", TurnStatus.class)).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(JSON.readValue("\"OF_TOMORROW\"", ImpliedAction.class)).isEqualTo(ImpliedAction.UNKNOWN);
        String news = "{\"kind\":\"of-tomorrow\"}";
        assertThat(JSON.readValue(news, TurnSpec.class).kind()).isEqualTo("unknown");
        assertThat(JSON.readValue(news, RenderObservation.class)).isEqualTo(new RenderObservation.Unclear());
        assertThat(JSON.readValue(news, ChatOutcome.class)).isInstanceOf(ChatOutcome.Broken.class);
        assertThat(JSON.readValue(news, RenderOutcome.class))
                .isInstanceOfSatisfying(
                        RenderOutcome.Unknown.class,
                        unknown -> assertThat(unknown.why().type()).isEqualTo(FailureType.OUTCOME_UNKNOWN));
    }
}
