package io.longtake.studio.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomValuesTest {
    @Test
    void wordsAreUrlSafeAndUnique() {
        assertThat(Stream.generate(RandomValues::word).limit(1000))
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("[A-Za-z0-9_-]{27}"));
    }

    /** Computed with another implementation of SHA-256: existing projects and fault plans keep their numbers. */
    @Test
    void numbersDependOnlyOnSeedAndIdentity() {
        assertThat(RandomValues.number(1, "project 0")).isEqualTo(8949913261735472462L);
        assertThat(RandomValues.number(0, "")).isEqualTo(-7338862800088134802L);
        assertThat(RandomValues.fraction(1, "project 0")).isEqualTo(0.48517577009652124);
        assertThat(RandomValues.fraction(-7, "drop-streams\nGET /x")).isEqualTo(0.9383051994472008);
    }
}
