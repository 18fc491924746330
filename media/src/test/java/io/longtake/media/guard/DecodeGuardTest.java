package io.longtake.media.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.intake.Intake;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.picture.TestPictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeGuardTest {
    private final DecodeGuard guard = new DecodeGuard();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        guard.close();
    }

    @Test
    void aHeicBecomesAnUprightJpeg() throws IOException {
        Path heic = folder.resolve("IMG_0001.HEIC");
        try (InputStream in = getClass().getResourceAsStream("/stills/quarter-turn.heic")) {
            Files.copy(in, heic);
        }
        Path jpeg = folder.resolve("a b'c.jpg");
        guard.toJpeg(heic, jpeg);
        MediaFacts info = guard.probe(jpeg);
        assertThat(info.format()).isEqualTo(MediaFormat.JPEG);
        assertThat(info.width()).isEqualTo(64);
        assertThat(info.height()).isEqualTo(128);
    }

    @Test
    void aRefusalIsReportedAsASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("holiday.jpg"), "not a photo");
        assertThatThrownBy(() -> guard.toJpeg(file, folder.resolve("out.jpg")))
                .isInstanceOf(MediaException.class)
                .hasMessageStartingWith("holiday.jpg is not an image");
        assertThat(folder.resolve("out.jpg")).doesNotExist();
    }

    @Test
    void aPathThatIsNotAReadableFileIsRefused() throws IOException {
        assertThatThrownBy(() -> guard.probe(folder.resolve("gone.jpg"))).hasMessage("gone.jpg does not exist");
        assertThatThrownBy(() -> guard.probe(folder)).hasMessageEndingWith("is not a regular file");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertThatThrownBy(() -> guard.probe(empty)).hasMessage("empty.png is empty");
    }

    @Test
    void aFileThatTakesTooLongIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("slow.jpg"), "not a photo");
        assertThatThrownBy(() -> new DecodeGuard(Duration.ofMillis(1)).probe(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_EXPENSIVE));
    }

    @Test
    void theFactsAreReturnedUnchanged() throws IOException {
        Path clip = folder.resolve("Straße.mp4");
        TestPictures.clip(
                clip, new TestPictures.Container("mp4", 1, 16, 15), "libx264", "yuv420p", TestPictures.halves(64, 48));
        assertThat(guard.probe(clip)).isEqualTo(Intake.inspect(clip));
        assertThat(FactsCodec.read(FactsCodec.write(Intake.inspect(clip)))).isEqualTo(Intake.inspect(clip));
    }

    @Test
    void aBadFileDoesNotBlockOthers() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] content =
                    i == 3 ? new byte[] {1, 2, 3} : TestPictures.still("png", "rgb24", TestPictures.halves(10 + i, 9));
            files.add(Files.write(folder.resolve(i + ".png"), content));
        }
        List<IntakeVerdict> verdicts = guard.probeAll(files);
        assertThat(verdicts).extracting(IntakeVerdict::file).isEqualTo(files);
        for (int i = 0; i < 6; i++) {
            if (i == 3) {
                assertThat(verdicts.get(i)).isInstanceOfSatisfying(IntakeVerdict.Refused.class, it -> {
                    assertThat(it.reason()).isEqualTo(Reason.UNSUPPORTED);
                    assertThat(it.sentence()).startsWith("3.png is not an image");
                });
            } else {
                int width = 10 + i;
                assertThat(verdicts.get(i)).isInstanceOfSatisfying(IntakeVerdict.Usable.class, it -> assertThat(
                                it.facts().width())
                        .isEqualTo(width));
            }
        }
    }

    /** Finds the child by its command among the descendants of this process. */
    private static ProcessHandle child() {
        return ProcessHandle.current()
                .descendants()
                .filter(it -> it.info().commandLine().orElse("").contains(DecodeChild.class.getName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneProcessReadsManyFilesAndIsReplacedWhenItDies() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), TestPictures.still("png", "rgb24", TestPictures.halves(9, 9)));
        guard.probe(file);
        ProcessHandle first = child();
        guard.probe(file);
        assertThat(child().pid()).isEqualTo(first.pid());
        first.destroyForcibly();
        first.onExit().join();
        assertThat(guard.probe(file).width()).isEqualTo(9);
        assertThat(child().pid()).isNotEqualTo(first.pid());
    }

    @Test
    void theProcessSeesNeitherCredentialsNorTheNetwork() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), TestPictures.still("png", "rgb24", TestPictures.halves(9, 9)));
        guard.probe(file);
        Path proc = Path.of("/proc", Long.toString(child().pid()));
        String environment = Files.readString(proc.resolve("environ"));
        assertThat(environment.split("\0", -1))
                .filteredOn(it -> !it.isEmpty())
                .allMatch(it -> it.matches("(PATH|LANG|PWD|SHLVL|_|OLDPWD)=.*"));
        String limits = Files.readString(proc.resolve("limits"));
        assertThat(limits).containsPattern("Max file size +268435456 ").containsPattern("Max cpu time +3600 ");
        String interfaces = Files.readString(proc.resolve("net/dev"));
        if (ProcessLimits.leavesOutNetwork()) {
            assertThat(interfaces.lines().filter(line -> line.contains(":")))
                    .singleElement()
                    .asString()
                    .contains("lo:");
        }
    }
}
