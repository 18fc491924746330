package io.longtake.studio.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.jvm.Compilation;
import org.junit.jupiter.api.Test;

class JavaChildTest {
    @Test
    void aChildDrawsWithoutADisplay() {
        assertThat(JavaChild.builder(JavaChildTest.class, Compilation.FAST, 64).command())
                .contains("-Djava.awt.headless=true");
    }
}
