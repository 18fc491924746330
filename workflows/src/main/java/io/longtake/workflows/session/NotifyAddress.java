package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where the end of a request is reported. The URL and the secret that signs the events are encrypted with a key of the
 * installation (AES-256-GCM), and bound to the session.
 *
 * @param host of the URL, for display
 * @param keyId id of the installation's key
 * @param nonce base64
 * @param ciphertext base64, with its authentication tag
 */
public record NotifyAddress(
        @JsonProperty("host") String host,
        @JsonProperty("keyId") String keyId,
        @JsonProperty("nonce") String nonce,
        @JsonProperty("ciphertext") String ciphertext) {
    @Override
    public String toString() {
        return "NotifyAddress[" + host + ", " + keyId + "]";
    }
}
