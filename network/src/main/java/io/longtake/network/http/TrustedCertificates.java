package io.longtake.network.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The trusted certificates: those of the JDK, and those in the PEM file that {@code SSL_CERT_FILE} names, which is
 * needed for proxies that inspect TLS.
 */
public final class TrustedCertificates {
    private static final String VARIABLE = "SSL_CERT_FILE";

    private final Optional<Added> added;
    private final Optional<String> error;

    private TrustedCertificates(Optional<Added> added, Optional<String> error) {
        this.added = added;
        this.error = error;
    }

    /** The JDK's certificates plus additional ones. */
    record Added(SSLSocketFactory sockets, X509TrustManager manager, String described) {}

    /** Never fails: an unusable file affects https requests only, which {@link #require} refuses. */
    public static TrustedCertificates of(Map<String, String> environment) {
        String file = environment.getOrDefault(VARIABLE, "").strip();
        if (file.isEmpty()) {
            return new TrustedCertificates(Optional.empty(), Optional.empty());
        }
        try {
            return new TrustedCertificates(Optional.of(read(Path.of(file))), Optional.empty());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            String sentence = VARIABLE + " names " + file
                    + ", which can't be read as a PEM file of certificates. Correct it, or unset it.";
            return new TrustedCertificates(Optional.empty(), Optional.of(sentence));
        }
    }

    private static Added read(Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (certificates.isEmpty()) {
            throw new IOException("the file contains no certificate");
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int count = 0;
        for (X509Certificate known : manager(null).getAcceptedIssuers()) {
            all.setCertificateEntry("jdk-" + count++, known);
        }
        for (Certificate certificate : certificates) {
            all.setCertificateEntry("added-" + count++, certificate);
        }
        X509TrustManager manager = manager(all);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager}, null);
        return new Added(
                context.getSocketFactory(), manager, certificates.size() + " from " + file + " (" + VARIABLE + ")");
    }

    /** @param store null for the JDK's default store */
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    Optional<Added> added() {
        return added;
    }

    /** @throws InvalidCertificatesException with a sentence for the user if the file can't be used */
    void require() throws InvalidCertificatesException {
        if (error.isPresent()) {
            throw new InvalidCertificatesException(error.get());
        }
    }

    /** The certificates trusted in addition to the JDK's, in words for the user; empty if there are none. */
    public Optional<String> described() {
        return added.map(Added::described);
    }

    /** Why {@code SSL_CERT_FILE} can't be used; empty if it can be used or is not set. */
    public Optional<String> error() {
        return error;
    }
}
