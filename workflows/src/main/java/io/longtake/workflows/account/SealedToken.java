package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A token encrypted with a key of the installation (AES-256-GCM); it can't be read without the key file.
 *
 * @param keyId id of the installation's key
 * @param nonce base64
 * @param ciphertext base64, with its authentication tag
 */
public record SealedToken(
        @JsonProperty("keyId") String keyId,
        @JsonProperty("nonce") String nonce,
        @JsonProperty("ciphertext") String ciphertext) {}
