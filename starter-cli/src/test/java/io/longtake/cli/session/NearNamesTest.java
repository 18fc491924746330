package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> NAMES = List.of("holiday", "holidays-2", "mountains-7f3k", "a");

    @Test
    void aMistypedNameFindsTheOnesThatWereMeant() {
        assertThat(NearNames.of("holliday", NAMES)).containsExactly("holiday");
        assertThat(NearNames.of("hoilday", NAMES)).containsExactly("holiday");
        assertThat(NearNames.of("Holiday", NAMES)).containsExactly("holiday", "holidays-2");
        assertThat(NearNames.of("mountains", NAMES)).containsExactly("mountains-7f3k");
    }

    @Test
    void aNameThatIsFarFromAllFindsNone() {
        assertThat(NearNames.of("rome", NAMES)).isEmpty();
        assertThat(NearNames.question("rome", NAMES)).isEmpty();
        assertThat(NearNames.question("holliday", NAMES)).isEqualTo(" Did you mean holiday?");
    }
}
