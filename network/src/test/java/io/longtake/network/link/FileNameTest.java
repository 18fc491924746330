package io.longtake.network.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"a b.jpg\"|a b.jpg",
                "attachment; filename=\"say \\\"hi\\\".jpg\"|say \"hi\".jpg",
                "attachment; filename=a.jpg; filename*=UTF-8''%E5%B1%B1.jpg|山.jpg"
            })
    void aHeaderNamesTheFile(String header, String name) {
        assertThat(FileName.fromHeader(header)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\\\\"})
    void aLongNameIsReadWithoutRecursion(String piece) {
        assertThat(FileName.fromHeader("attachment; filename=\"" + piece.repeat(1_900) + "\""))
                .isPresent();
    }

    @Test
    void aHeaderAboveTheLimitIsIgnored() {
        assertThat(FileName.fromHeader("attachment; filename=\"" + "a".repeat(20_000) + "\""))
                .isEmpty();
    }
}
