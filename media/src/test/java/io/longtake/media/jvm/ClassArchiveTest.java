package io.longtake.media.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassArchiveTest {
    @Test
    void aJvmWithoutAnArchivePassesOnNone() {
        assertThat(ClassArchive.options(17, null)).isEmpty();
    }

    @Test
    void theArchiveIsPassedOnToTheChildAndItsChildren() {
        assertThat(ClassArchive.options(17, "/build/cds-17.jsa"))
                .contains("-XX:SharedArchiveFile=/build/cds-17.jsa", "-Dlongtake.classes=/build/cds-17.jsa");
    }

    @Test
    void onlyJdksThatKnowAnOptionGetIt() {
        assertThat(ClassArchive.options(21, null)).isEmpty();
        assertThat(ClassArchive.options(25, null))
                .containsExactly("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void theOptionsOfThisJdkAreAccepted() throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                .toString());
        command.addAll(ClassArchive.options(Runtime.version().feature(), "/nonexistent.jsa"));
        command.add("--version");
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
    }
}
