package io.longtake.activities.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.longtake.activities.credential.KeyRing;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadEncryptionTest {
    private static final String PROMPT = "a film about lighthouses";

    @TempDir
    Path home;

    @Test
    void aPromptIsUnreadableWithoutTheKeyAndReadableWithIt() {
        Payload payload = encrypted(PROMPT);

        assertThat(bytes(payload)).doesNotContain("lighthouses");
        assertThat(converter(true).fromPayload(payload, TurnSpec.Edit.class, TurnSpec.Edit.class))
                .isEqualTo(new TurnSpec.Edit(PROMPT));
    }

    @Test
    void equalPayloadsHaveDifferentBytes() {
        assertThat(encrypted(PROMPT)).isNotEqualTo(encrypted(PROMPT));
    }

    @Test
    void messageAndDetailsOfAFailureAreEncrypted() {
        Failure failure = converter(true)
                .exceptionToFailure(
                        ApplicationFailure.newFailure("no lighthouses", FailureType.INTERNAL.name(), PROMPT));

        assertThat(bytes(failure)).doesNotContain("lighthouses").contains(FailureType.INTERNAL.name());
        assertThat(converter(true).failureToException(failure)).hasMessageContaining("no lighthouses");
    }

    @Test
    void whatWasWrittenBeforeARotationStaysReadable() throws Exception {
        Payload before = encrypted(PROMPT);
        new KeyRing(home).rotate();
        Payload after = encrypted(PROMPT);

        assertThat(keyId(after)).isNotEqualTo(keyId(before));
        assertThat(read(before)).isEqualTo(read(after)).isEqualTo(new TurnSpec.Edit(PROMPT));
    }

    @Test
    void switchingEncryptionOnOrOffKeepsOldPayloadsReadable() {
        Payload plain = converter(false).toPayload(new TurnSpec.Edit(PROMPT)).orElseThrow();

        assertThat(plain.getData().toStringUtf8()).contains("lighthouses");
        assertThat(read(plain)).isEqualTo(new TurnSpec.Edit(PROMPT));
        assertThat(converter(false).fromPayload(encrypted(PROMPT), TurnSpec.Edit.class, TurnSpec.Edit.class))
                .isEqualTo(new TurnSpec.Edit(PROMPT));
    }

    @Test
    void aRunningProcessFollowsTheSwitchOfItsHome() throws Exception {
        DataConverter running =
                PayloadEncryption.ofHome(home, new KeyRing(home)).converter();
        assertThat(isReadable(running)).isTrue();

        PayloadEncryption.turn(home, true);
        PayloadEncryption.turn(home, true);
        assertThat(isReadable(running)).isFalse();

        PayloadEncryption.turn(home, false);
        assertThat(isReadable(running)).isTrue();
    }

    private static boolean isReadable(DataConverter converter) {
        Payload payload = converter.toPayload(new TurnSpec.Edit(PROMPT)).orElseThrow();
        Failure failure = converter.exceptionToFailure(ApplicationFailure.newFailure(PROMPT, "type"));
        boolean inPayload = bytes(payload).contains("lighthouses");
        boolean inFailure = bytes(failure).contains("lighthouses");
        assertThat(inFailure).isEqualTo(inPayload);
        return inPayload;
    }

    @Test
    void aPayloadOfAnotherInstallationIsRefusedByTheNameOfItsKey() throws Exception {
        Payload payload = encrypted(PROMPT);
        Files.delete(home.resolve("keys/key-1"));

        assertThatThrownBy(() -> read(payload))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining("Restore " + home.resolve("keys/key-1"));

        encrypted(PROMPT);
        assertThatThrownBy(() -> read(payload))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining(keyId(payload).orElseThrow())
                .hasMessageContaining("There is a different key in " + home.resolve("keys/key-1"));
    }

    @Test
    void aChangedPayloadIsRefused() {
        Payload payload = encrypted(PROMPT);
        byte[] data = payload.getData().toByteArray();
        data[data.length - 1] ^= 1;
        for (ByteString changed : List.of(ByteString.copyFrom(data), ByteString.EMPTY)) {
            assertThatThrownBy(() -> read(payload.toBuilder().setData(changed).build()))
                    .isInstanceOf(PayloadCodecException.class)
                    .hasMessageContaining("can't be decrypted");
        }
    }

    private Payload encrypted(String prompt) {
        return converter(true).toPayload(new TurnSpec.Edit(prompt)).orElseThrow();
    }

    private TurnSpec.Edit read(Payload payload) {
        return converter(true).fromPayload(payload, TurnSpec.Edit.class, TurnSpec.Edit.class);
    }

    private static Optional<String> keyId(Payload payload) {
        return Optional.of(payload.getMetadataOrThrow("encryption-key-id").toStringUtf8());
    }

    private DataConverter converter(boolean encrypts) {
        return new PayloadEncryption(new KeyRing(home), () -> encrypts).converter();
    }

    /** The bytes as a server stores them, with one character for each. */
    private static String bytes(MessageLite message) {
        return new String(message.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
