package io.longtake.cli.temporal;

import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.FetchLimits;
import io.longtake.network.link.Link;
import io.longtake.network.link.LinkFetch;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

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
        try (var tar = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)), 65_536)) {
            var header = new byte[512];
            while (tar.readNBytes(header, 0, 512) == 512 && header[0] != 0) {
                long size = octal(header, 124, 12);
                if (text(header, 0, 100).equals("temporal") && header[156] != '5') {
                    copy(tar, to, size);
                    return;
                }
                tar.skipNBytes((size + 511) / 512 * 512);
            }
        }
        throw new EOFException("there is no program named temporal in the archive");
    }

    private static void copy(InputStream from, Path to, long size) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            var buffer = new byte[65_536];
            long left = size;
            while (left > 0) {
                int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("the archive ends in the middle of the program");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static String text(byte[] header, int from, int length) {
        var text = new String(header, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        try {
            return Long.parseLong(text(header, from, length).strip(), 8);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is no tar file", e);
        }
    }
}
