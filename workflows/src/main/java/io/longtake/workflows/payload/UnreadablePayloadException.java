package io.longtake.workflows.payload;

import io.temporal.payload.codec.PayloadCodecException;

/**
 * Thrown by the codec for a payload that it can't decode, for example because a key is missing. An activity that fails with it received
 * no arguments and therefore did nothing: no activity decodes payloads after it has sent something.
 */
public final class UnreadablePayloadException extends PayloadCodecException {
    private static final long serialVersionUID = 1L;

    public UnreadablePayloadException(String sentences, Throwable cause) {
        super(sentences, cause);
    }
}
