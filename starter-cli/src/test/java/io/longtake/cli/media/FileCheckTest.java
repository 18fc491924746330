package io.longtake.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.media.MediaException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user reads if the file was not the cause: never the name of the copy that was inspected. */
class FileCheckTest {
    @TempDir
    Path folder;

    private Path copy;

    @BeforeEach
    void store() throws IOException {
        copy = folder.resolve("1f3a.part");
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", copy.toFile());
    }

    private void check(IOException end) throws IOException {
        var content = new Content("photos/cat.png", "cat.png", copy, "1f3a", Files.size(copy));
        var judgement = new FileCheck(file -> {
                    throw end;
                })
                .judge(List.of(content))
                .get(0);
        throw new IOException(judgement.refusal().orElseThrow().sentence());
    }

    @Test
    void aKilledDecoderIsReportedUnderTheNameThatTheUserEntered() {
        assertThatThrownBy(() -> check(new IOException("1f3a.part could not be inspected: the process that decodes"
                        + " files was killed by signal 9, perhaps because the machine is short of memory")))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessage("photos/cat.png can't be checked: the process that decodes files was killed by signal 9,"
                        + " perhaps because the machine is short of memory. Nothing was sent. Try again.");
    }

    @Test
    void aCopyThatCannotBeReadIsReportedUnderTheNameThatTheUserEntered() {
        assertThatThrownBy(() -> check(new IOException("no process to inspect 1f3a.part can be started")))
                .hasMessage("photos/cat.png can't be checked: no process to inspect photos/cat.png can be started."
                        + " Nothing was sent. Try again.");
    }

    @Test
    void anErrorOfTheDecoderIsNotRepeated() {
        assertThatThrownBy(() ->
                        check(new MediaException(MediaException.Reason.INTERNAL, "1f3a.part could not be inspected")))
                .hasMessage("photos/cat.png could not be checked: the decoder reported an error. Run `longtake doctor`,"
                        + " then try again.");
        assertThat(copy).exists();
    }
}
