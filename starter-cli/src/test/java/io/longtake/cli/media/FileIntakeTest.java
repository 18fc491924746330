package io.longtake.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.media.IntakeResult.Demand;
import io.longtake.cli.media.IntakeResult.Skipping;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.media.MediaRef;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the intake with the real decoder. */
class FileIntakeTest {
    @TempDir
    Path folder;

    private FileMediaStore store;
    private FileIntake intake;

    @BeforeEach
    void start() {
        store = FileMediaStore.ofHome(folder.resolve("home"));
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        intake = new FileIntake(
                new Environment(Map.of("HOME", folder.toString()), folder, nullOutput, nullOutput, false), store);
    }

    private Path photo(String name, String format) throws IOException {
        var path = folder.resolve(name);
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, path.toFile());
        return path;
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private List<MediaRef> usable(String... sources) {
        return intake.admit(List.of(sources))
                .select(Demand.STUDIO, Skipping.REFUSE)
                .files();
    }

    private Refusal refusal(String source) {
        return intake.admit(List.of(source)).files().get(0).refusal().orElseThrow();
    }

    @Test
    void aPhotoIsStoredWithItsNameAndTheTypeOfItsContent() throws IOException {
        var photo = photo("a photo.jpg", "png");

        var ref = usable("a photo.jpg").get(0);

        assertThat(ref.name()).isEqualTo("a photo.jpg");
        assertThat(ref.contentType()).isEqualTo("image/png");
        assertThat(store.path(ref)).hasSameBinaryContentAs(photo);
    }

    @Test
    void allBadFilesAreReportedTogetherAsTheUserEnteredThem() throws IOException {
        photo("good.png", "png");
        text("notes.jpg", "shopping: milk, bread\n");
        Files.createFile(folder.resolve("empty.jpg"));

        assertThatThrownBy(() -> usable("good.png", "notes.jpg", "./empty.jpg", "gone.jpg"))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.sentence().lines())
                            .satisfiesExactly(
                                    first -> assertThat(first).isEqualTo("3 of 4 files can't be used:"),
                                    notes -> assertThat(notes).startsWith("  notes.jpg is text"),
                                    empty -> assertThat(empty).isEqualTo("  ./empty.jpg is empty."),
                                    gone -> assertThat(gone).isEqualTo("  gone.jpg does not exist."),
                                    last -> assertThat(last).contains("Nothing was sent"));
                    assertThat(refused.documents())
                            .extracting(one -> one.get("file"))
                            .containsExactly("notes.jpg", "./empty.jpg", "gone.jpg");
                });
        assertThatThrownBy(() -> usable("gone.jpg"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.NOT_FOUND));
    }

    @Test
    void badFilesMayBeSkippedUnlessNoFileRemains() throws IOException {
        photo("good.png", "png");
        text("notes.jpg", "shopping");

        var selection = intake.admit(List.of("notes.jpg", "good.png")).select(Demand.STUDIO, Skipping.SKIP);

        assertThat(selection.files()).extracting(MediaRef::name).containsExactly("good.png");
        assertThat(selection.skipped()).extracting(Refusal::file).containsExactly("notes.jpg");
        assertThatThrownBy(() -> intake.admit(List.of("notes.jpg")).select(Demand.STUDIO, Skipping.SKIP))
                .hasMessageContaining("No usable file is left");
    }

    @Test
    void aTruncatedFileIsRefusedUnderItsOwnNameAndNotStored() throws IOException {
        var whole = Files.readAllBytes(photo("whole.png", "png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));

        var refusal = refusal("cut.png");

        assertThat(refusal.strength()).isEqualTo(Refusal.Strength.ALWAYS);
        assertThat(refusal.sentence())
                .startsWith("cut.png ")
                .doesNotContain(".part")
                .doesNotContainPattern("[0-9a-f]{8}-");
        try (var kept = Files.walk(folder.resolve("home/media"))) {
            assertThat(kept.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void anythingButARegularFileIsNotOpened() throws Exception {
        assertThat(refusal(".").sentence()).contains("is a folder");
        assertThat(refusal("/dev/zero").sentence()).contains("a device");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.jpg").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(refusal("pipe.jpg").sentence()).contains("a pipe");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket.jpg")));
            assertThat(refusal("socket.jpg").sentence()).contains("a socket");
        }
        Files.createSymbolicLink(folder.resolve("loop.jpg"), Path.of("loop.jpg"));
        assertThat(refusal("loop.jpg").sentence()).contains("a broken link");
        Files.createSymbolicLink(folder.resolve("dangling.jpg"), Path.of("gone.jpg"));
        assertThat(refusal("dangling.jpg").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void theSizeLimitIsNamed() throws IOException {
        photo("large.png", "png");
        try (var file = new RandomAccessFile(folder.resolve("large.png").toFile(), "rw")) {
            file.setLength(200L * 1024 * 1024 + 1);
        }
        assertThat(refusal("large.png").sentence()).contains("201 MB").contains("the limit is 200 MB");
    }

    @Test
    void unsupportedFormatsAreNamed() throws IOException {
        for (var one : Stream.of(
                        List.of("<!DOCTYPE html><html>", "web page"),
                        List.of("<?xml version=\"1.0\"?>\n<!-- x -->\n<svg xmlns=\"x\"/>", "SVG"),
                        List.of("%PDF-1.7 \u0000\u0001", "PDF"),
                        List.of("BM\u0000\u0000", "BMP"),
                        List.of("II*\u0000\u0008\u0000", "TIFF"),
                        List.of("PK\u0003\u0004\u0000", "archive"),
                        List.of("OggS\u0000", "Ogg"),
                        List.of("\u0001\u0002\u0003\u0004", "not a readable image"))
                .toList()) {
            Files.write(folder.resolve("x.jpg"), one.get(0).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(refusal("x.jpg").sentence()).startsWith("x.jpg is ").contains(one.get(1));
        }
    }

    @Test
    void aNameIsStoredInPrintableForm() throws IOException {
        photo("a\u001b]0;x\u0007\n\u202eb.png", "png");
        photo("👩\u200d🚀 \"50%\" #1?.png", "png");
        photo("-x.png", "png");

        assertThat(usable("a\u001b]0;x\u0007\n\u202eb.png", "👩\u200d🚀 \"50%\" #1?.png", "-x.png"))
                .extracting(MediaRef::name)
                .containsExactly("a␛]0;x␇␊[U+202E]b.png", "👩\u200d🚀 \"50%\" #1?.png", "-x.png");
    }

    @Test
    void aBatchSendsTheCheckedContentEvenIfTheFileIsDeleted() throws IOException {
        var bytes = Files.readAllBytes(photo("a.png", "png"));

        var files = intake.admitFiles(List.of("a.png", "https://host.example/b.png"))
                .files();
        Files.delete(folder.resolve("a.png"));

        assertThat(store.path(files.get(0).media().orElseThrow())).hasBinaryContent(bytes);
        assertThat(files.get(1).media()).isEmpty();
        assertThat(files.get(1).refusal()).isEmpty();
    }

    @Test
    void anotherBackendGetsDamagedFilesWithAWarningButNoTruncatedFiles() throws IOException {
        var whole = Files.readAllBytes(photo("whole.jpg", "jpg"));
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        var damaged = whole.clone();
        // Turns the quantisation table's marker 0xffdb into a comment marker, so that the table is missing.
        for (int at = 2; at + 1 < damaged.length; at++) {
            if ((damaged[at] & 0xff) == 0xff && (damaged[at + 1] & 0xff) == 0xdb) {
                damaged[at + 1] = (byte) 0xfe;
            }
        }
        Files.write(folder.resolve("damaged.jpg"), damaged);

        var files = intake.admit(List.of("cut.jpg", "damaged.jpg")).files();

        assertThat(files)
                .allSatisfy(file -> assertThat(file.refusal(Demand.STUDIO)).isPresent());
        assertThat(files.get(0).refusal(Demand.CONTRACT)).isPresent();
        assertThat(files.get(1).refusal(Demand.CONTRACT)).isEmpty();
        assertThat(files.get(1).allWarnings())
                .singleElement()
                .asString()
                .contains("damaged.jpg has no quantisation table", "may still accept it");
        assertThat(store.path(files.get(1).media().orElseThrow())).hasBinaryContent(damaged);
    }

    @Test
    void aUrlIsNamedOnceAndWithoutItsQuery() {
        for (var url : List.of("https://10.0.0.1/a.jpg", "https://10.0.0.1/a.jpg?key=s3cret#top")) {
            var refused = intake.examine(List.of(url)).files().get(0).refusal().orElseThrow();
            assertThat(refused.sentence())
                    .startsWith("https://10.0.0.1/a.jpg is not allowed")
                    .doesNotContain("s3cret")
                    .containsOnlyOnce("https://");
            assertThat(refused.file()).isEqualTo(url);
        }
    }

    @Test
    void anInvalidUrlIsNamedOnceAndWithoutItsPassword() {
        var refused = intake.examine(List.of("https://ann:s3cret@:x/"))
                .files()
                .get(0)
                .refusal()
                .orElseThrow();
        assertThat(refused.sentence())
                .startsWith("https://:x/ is not a valid URL")
                .doesNotContain("s3cret");
    }
}
