package io.longtake.activities.credential;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with an installation's key. */
public final class AesGcm {
    public static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** A random nonce for one encryption. */
    public static byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    public static byte[] encrypt(InstallationKey key, byte[] nonce, byte[] associated, byte[] plain)
            throws GeneralSecurityException {
        return run(Cipher.ENCRYPT_MODE, key, nonce, associated, plain);
    }

    /** @throws GeneralSecurityException if the text was not encrypted with this key and this associated data, or was changed */
    public static byte[] decrypt(InstallationKey key, byte[] nonce, byte[] associated, byte[] encrypted)
            throws GeneralSecurityException {
        if (encrypted.length < TAG_BITS / Byte.SIZE) {
            // The cipher reports this as an error of its own, not as a text that can't be decrypted.
            throw new AEADBadTagException("too short");
        }
        return run(Cipher.DECRYPT_MODE, key, nonce, associated, encrypted);
    }

    private static byte[] run(int mode, InstallationKey key, byte[] nonce, byte[] associated, byte[] text)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(text);
    }
}
