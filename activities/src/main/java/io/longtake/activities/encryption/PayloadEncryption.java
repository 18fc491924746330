package io.longtake.activities.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.longtake.activities.credential.AesGcm;
import io.longtake.activities.credential.InstallationKey;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.credential.UnknownKeyException;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.payload.UnreadablePayloadException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Encrypts what a Temporal server stores: arguments, results, heartbeats, failures and summaries, which contain prompts, titles and
 * file names. An encrypted payload names its key, so that it can be read after a rotation. Payloads that are not encrypted are read
 * as they are. Thread-safe.
 */
public final class PayloadEncryption implements PayloadCodec {
    private static final String ENCODING = "encoding";
    private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");
    private static final String KEY_ID = "encryption-key-id";

    private final KeyRing keys;
    private final BooleanSupplier encrypts;
    private final Map<String, InstallationKey> read = new ConcurrentHashMap<>();

    /** @param encrypts whether new payloads are encrypted now; existing ones are decrypted in any case */
    public PayloadEncryption(KeyRing keys, BooleanSupplier encrypts) {
        this.keys = keys;
        this.encrypts = encrypts;
    }

    /**
     * The payload encryption of a home, which follows the home's switch: running processes encrypt as soon as it is on.
     *
     * @param home the folder of the installation
     * @param keys the keys of the installation
     */
    public static PayloadEncryption ofHome(Path home, KeyRing keys) {
        Path marker = marker(home);
        return new PayloadEncryption(keys, () -> Files.exists(marker));
    }

    /** Turns the encryption of a home's payloads on or off. */
    public static void turn(Path home, boolean on) throws IOException {
        Path marker = marker(home);
        if (!on) {
            Files.deleteIfExists(marker);
        } else if (!Files.exists(marker)) {
            Durable.createFolderOf(marker);
            Durable.createOnce(marker, new byte[0]);
        }
    }

    private static Path marker(Path home) {
        return home.resolve("keys").resolve("encrypt-payloads");
    }

    /** The converter for clients and workers of this installation. */
    public DataConverter converter() {
        DataConverter plain = Payloads.converter(this, false);
        DataConverter encodingFailures = Payloads.converter(this, true);
        // Whether messages of failures are encoded is fixed in a converter; the switch may change while a worker runs.
        return (DataConverter) Proxy.newProxyInstance(
                DataConverter.class.getClassLoader(), new Class<?>[] {DataConverter.class}, (proxy, method, given) -> {
                    try {
                        return method.invoke(encrypts.getAsBoolean() ? encodingFailures : plain, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return encrypts.getAsBoolean() ? payloads.stream().map(this::encrypted).toList() : payloads;
    }

    /** @throws UnreadablePayloadException if a payload was encrypted with a key that this installation does not have, or was changed */
    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(this::decrypted).toList();
    }

    private Payload encrypted(Payload payload) {
        try {
            InstallationKey key = keys.current();
            byte[] nonce = AesGcm.nonce();
            byte[] sealed =
                    AesGcm.encrypt(key, nonce, key.id().getBytes(StandardCharsets.UTF_8), payload.toByteArray());
            return Payload.newBuilder()
                    .putMetadata(ENCODING, ENCRYPTED)
                    .putMetadata(KEY_ID, ByteString.copyFromUtf8(key.id()))
                    .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)))
                    .build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new PayloadCodecException("A payload can't be encrypted: " + e.getMessage(), e);
        }
    }

    private InstallationKey named(String id) throws IOException {
        InstallationKey known = read.get(id);
        if (known != null) {
            return known;
        }
        InstallationKey key = keys.named(id);
        read.put(id, key);
        return key;
    }

    private Payload decrypted(Payload payload) {
        if (!ENCRYPTED.equals(payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY))) {
            return payload;
        }
        String keyId = payload.getMetadataOrDefault(KEY_ID, ByteString.EMPTY).toStringUtf8();
        byte[] data = payload.getData().toByteArray();
        try {
            byte[] nonce = Arrays.copyOf(data, AesGcm.NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(data, Math.min(data.length, AesGcm.NONCE_BYTES), data.length);
            return Payload.parseFrom(
                    AesGcm.decrypt(named(keyId), nonce, keyId.getBytes(StandardCharsets.UTF_8), sealed));
        } catch (UnknownKeyException e) {
            throw new UnreadablePayloadException(
                    "A payload was encrypted with the key " + keyId + ", which this home does not have. " + e.advice(),
                    e);
        } catch (GeneralSecurityException | InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new UnreadablePayloadException(
                    "A payload can't be decrypted with the key " + keyId + ", because the payload was changed.", e);
        } catch (IOException e) {
            throw new UnreadablePayloadException("The key " + keyId + " can't be read: " + e.getMessage(), e);
        }
    }
}
