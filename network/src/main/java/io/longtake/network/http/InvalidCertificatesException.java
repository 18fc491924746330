package io.longtake.network.http;

import java.io.IOException;

/**
 * {@code SSL_CERT_FILE} contains no usable certificates; the request was not sent. The message is a sentence for the
 * user.
 */
public final class InvalidCertificatesException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidCertificatesException(String sentence) {
        super(sentence);
    }
}
