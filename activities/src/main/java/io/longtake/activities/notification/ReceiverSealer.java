package io.longtake.activities.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.credential.AesGcm;
import io.longtake.activities.credential.InstallationKey;
import io.longtake.activities.credential.KeyRing;
import io.longtake.workflows.session.NotifyAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Encrypts receivers with the installation's key (AES-256-GCM). A sealed receiver can't be opened for another session. */
public final class ReceiverSealer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;

    public ReceiverSealer(KeyRing keys) {
        this.keys = keys;
    }

    /** @param host of the receiver's URL */
    public NotifyAddress seal(Receiver receiver, String host, String session) throws IOException {
        InstallationKey key = keys.current();
        byte[] nonce = AesGcm.nonce();
        try {
            byte[] sealed = AesGcm.encrypt(key, nonce, binding(session), JSON.writeValueAsBytes(receiver));
            Base64.Encoder base64 = Base64.getEncoder();
            return new NotifyAddress(host, key.id(), base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IOException("the address can't be encrypted", e);
        }
    }

    /** @throws IOException if it was not sealed by this installation for this session; the message is a clause */
    public Receiver open(NotifyAddress address, String session) throws IOException {
        try {
            InstallationKey key = keys.named(address.keyId());
            Base64.Decoder base64 = Base64.getDecoder();
            return JSON.readValue(
                    AesGcm.decrypt(
                            key, base64.decode(address.nonce()), binding(session), base64.decode(address.ciphertext())),
                    Receiver.class);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("it can't be decrypted with the key " + address.keyId(), e);
        }
    }

    private static byte[] binding(String session) {
        return ("receiver of events\n" + session).getBytes(StandardCharsets.UTF_8);
    }
}
