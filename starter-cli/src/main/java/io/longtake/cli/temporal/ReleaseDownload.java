package io.longtake.cli.temporal;

import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.FetchLimits;
import io.longtake.network.link.Link;
import io.longtake.network.link.LinkFetch;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches a release archive, checks it against a known digest, and only then takes the program out of it. */
final class ReleaseDownload {
    /** Of bytes, 400 MB. Where nothing answers, two attempts of 2 s are the whole price of trying. */
    private static final FetchLimits LIMITS = FetchLimits.of(400_000_000, Duration.ofMinutes(10))
            .withConnect(Duration.ofSeconds(2))
            .withAttempts(2);

    private ReleaseDownload() {}

    /**
     * Leaves the program at {@code target}, atomically.
     *
     * @throws IOException in a sentence's worth of words, when the archive can't be had or is not the expected one
     */
    static void fetch(HttpClients network, String url, String sha256, Path target) throws IOException {
        var archive = Files.createTempFile(target.toAbsolutePath().getParent(), "temporal", ".tar.gz");
        var program = Files.createTempFile(target.toAbsolutePath().getParent(), "temporal", ".part");
        try {
            try (var fetch = new LinkFetch(network, AddressPolicy.ANY, LIMITS)) {
                fetch.fetch(Link.parse(url), archive);
            }
            var actual = Sha256.of(archive);
            if (!actual.equals(sha256.toLowerCase(Locale.ROOT))) {
                throw new IOException("the archive's SHA-256 is " + actual + ", not " + sha256);
            }
            extract(archive, program);
            if (!program.toFile().setExecutable(true, true)) {
                throw new IOException("the program can't be made executable");
            }
            Durable.moveIntoPlace(program, target);
        } finally {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(program);
        }
    }

    /** Takes the one file we want from the tar; its other entries, and any path they name, are skipped unread. */
    private static void extract(Path archive, Path to) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive), 65_536))) {
            for (var entry = next(tar); entry.isPresent(); entry = next(tar)) {
                if (entry.get().getName().equals("temporal") && entry.get().isFile()) {
                    try (var out = Files.newOutputStream(to)) {
                        tar.transferTo(out);
                    }
                    return;
                }
            }
        }
        throw new EOFException("there is no program named temporal in the archive");
    }

    private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar) throws IOException {
        try {
            return Optional.ofNullable(tar.getNextEntry());
        } catch (IOException e) {
            throw new IOException("the archive is no tar file, or is damaged", e);
        }
    }
}
