package io.longtake.activities.credential;

import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.SealedToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals tokens with the installation's key (AES-256-GCM). A sealed token is bound to its account and backend: it can't be opened
 * for another account or backend.
 */
public final class Sealer {
    private final KeyRing keys;

    public Sealer(KeyRing keys) {
        this.keys = keys;
    }

    /** Creates a key if none exists. */
    public void prepare() throws IOException {
        keys.current();
    }

    /**
     * Seals a token for one account.
     *
     * @param accountId the id of the account workflow
     * @param origin the backend that issued the token
     */
    public SealedToken seal(AccessToken token, String accountId, String origin) throws IOException {
        InstallationKey key = keys.current();
        byte[] nonce = AesGcm.nonce();
        try {
            byte[] plain = token.reveal().getBytes(StandardCharsets.US_ASCII);
            byte[] sealed = AesGcm.encrypt(key, nonce, binding(accountId, origin), plain);
            Base64.Encoder base64 = Base64.getEncoder();
            return new SealedToken(key.id(), base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IOException("The token can't be encrypted.", e);
        }
    }

    /** Whether the token is sealed with the key that is used for sealing now. */
    public boolean isPresentKey(SealedToken sealed) throws IOException {
        return keys.current().id().equals(sealed.keyId());
    }

    /** @throws InvalidSealException if the token was not sealed by this installation, or not for this account and backend */
    public AccessToken open(SealedToken sealed, String accountId, String origin) throws IOException {
        try {
            InstallationKey key = keys.named(sealed.keyId());
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] open = AesGcm.decrypt(
                    key, base64.decode(sealed.nonce()), binding(accountId, origin), base64.decode(sealed.ciphertext()));
            return AccessToken.of(new String(open, StandardCharsets.US_ASCII));
        } catch (UnknownKeyException e) {
            throw new InvalidSealException(
                    "The account's token was encrypted with the key " + sealed.keyId()
                            + ", which this home does not have. " + e.advice() + " You can also set NEMO_TOKEN.",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidSealException(
                    "The account's token can't be decrypted with the key " + sealed.keyId() + ".", e);
        }
    }

    private static byte[] binding(String accountId, String origin) {
        return (accountId + "\n" + origin).getBytes(StandardCharsets.UTF_8);
    }
}
