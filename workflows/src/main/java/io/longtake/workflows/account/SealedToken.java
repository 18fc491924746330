package io.longtake.workflows.account;

/**
 * A token encrypted with a key of the installation (AES-256-GCM); without the key file it says nothing.
 *
 * @param keyId which of the installation's keys
 * @param nonce base64
 * @param ciphertext base64, with its authentication tag
 */
public record SealedToken(String keyId, String nonce, String ciphertext) {}
