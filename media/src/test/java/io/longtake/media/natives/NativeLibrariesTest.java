package io.longtake.media.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    private static final String LWJGL = "org.lwjgl.system.SharedLibraryExtractPath";

    @Test
    void everyLibraryIsUnpackedBelowTheFolder() {
        assertThat(NativeLibraries.options(Path.of("/natives"), Path.of("/temporary")))
                .contains(
                        "-Dorg.bytedeco.javacpp.cachedir=/natives",
                        "-D" + LWJGL + "=/natives/lwjgl",
                        "-Dorg.sqlite.tmpdir=/natives",
                        "-Djava.io.tmpdir=/temporary");
    }

    @Test
    void aChildUnpacksWhereItsParentDoes() {
        System.setProperty(LWJGL, "/natives/lwjgl");
        try {
            assertThat(NativeLibraries.inherited()).contains("-D" + LWJGL + "=/natives/lwjgl");
        } finally {
            System.clearProperty(LWJGL);
        }
    }
}
