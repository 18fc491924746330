package io.longtake.activities.notification;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who receives events. Encrypted wherever it is stored.
 *
 * @param url where events are sent
 * @param secret signs the events
 * @param anyAddress whether the URL may lead to this machine or a private network
 */
public record Receiver(
        @JsonProperty("url") String url,
        @JsonProperty("secret") String secret,
        @JsonProperty(value = "anyAddress", required = true) boolean anyAddress) {
    @Override
    public String toString() {
        return "Receiver[…]";
    }
}
