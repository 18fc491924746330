package io.longtake.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedFilesTest {
    @TempDir
    Path folder;

    private String plain = "";
    private String odd = "";

    @BeforeEach
    void files() throws IOException {
        plain = Files.createFile(folder.resolve("cat.jpg")).toString();
        odd = Files.createFile(folder.resolve("it's a (small) cat & dog.jpg")).toString();
    }

    @Test
    void pathsInTheFormsThatTerminalsType() {
        assertThat(DroppedFiles.in(plain + " ").orElseThrow()).containsExactly(plain);
        assertThat(DroppedFiles.in("'" + plain + "'").orElseThrow()).containsExactly(plain);
        assertThat(DroppedFiles.in(odd).orElseThrow()).containsExactly(odd);
        assertThat(DroppedFiles.in("'" + odd.replace("'", "'\\''") + "' ").orElseThrow())
                .containsExactly(odd);
        assertThat(DroppedFiles.in("\"" + odd + "\" \"" + plain + "\"").orElseThrow())
                .containsExactly(odd, plain);
        assertThat(DroppedFiles.in(odd.replaceAll("([ '()&])", "\\\\$1") + " " + plain)
                        .orElseThrow())
                .containsExactly(odd, plain);
    }

    @Test
    void addressesOfFiles() {
        var address = Path.of(odd).toUri().toString();
        assertThat(DroppedFiles.in(address).orElseThrow()).containsExactly(odd);
        assertThat(DroppedFiles.in(address + "\n" + Path.of(plain).toUri()).orElseThrow())
                .containsExactly(odd, plain);
        assertThat(DroppedFiles.in("file://localhost" + plain).orElseThrow()).containsExactly(plain);
    }

    @Test
    void anythingElseIsLeftToTheInterpretationOfTheMessage() {
        assertThat(DroppedFiles.in("add " + plain)).isEmpty();
        assertThat(DroppedFiles.in("cat.jpg")).isEmpty();
        assertThat(DroppedFiles.in(plain + ".missing")).isEmpty();
        assertThat(DroppedFiles.in("file://elsewhere.example/cat.jpg")).isEmpty();
        assertThat(DroppedFiles.in("don't move")).isEmpty();
        assertThat(DroppedFiles.in(folder.toString())).isEmpty();
    }
}
