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

/** Downloads a release archive, compares it with a known digest, and only then extracts the program. */
final class ReleaseDownload {
    /** Limited to 400 MB. If nothing answers, the download fails after two attempts of 2 s. */
    private static final FetchLimits LIMITS = FetchLimits.of(400_000_000, Duration.ofMinutes(10))
            .withConnect(Duration.ofSeconds(2))
            .withAttempts(2);

    private ReleaseDownload() {}

    /**
     * Writes the program to {@code target} atomically.
     *
     * @throws IOException with a message for the user, if the archive can't be downloaded or has another digest
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
                throw new IOException("the archive's SHA-256 is " + actual + "; expected " + sha256);
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

    /** Extracts the program from the tar archive. Other entries are skipped unread, whatever their paths. */
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
        throw new EOFException("the archive has no program named temporal");
    }

    private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar) throws IOException {
        try {
            return Optional.ofNullable(tar.getNextEntry());
        } catch (IOException e) {
            throw new IOException("the archive is not a tar file, or is damaged", e);
        }
    }
}
