package io.longtake.workflows.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 KB",
        "34549, 34.5 KB",
        "999949, 999.9 KB",
        "999950, 1.0 MB",
        "16209147, 16.2 MB",
        "1234567890, 1234.6 MB"
    })
    void aSizeIsInDecimalUnits(long bytes, String text) {
        assertThat(FileSize.text(bytes)).isEqualTo(text);
    }
}
