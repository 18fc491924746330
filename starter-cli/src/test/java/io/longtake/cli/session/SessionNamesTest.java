package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {
    @Test
    void aGeneratedNameResemblesTheFileNameAndIsValid() {
        for (var file : new String[] {"/photos/Mönch & Eiger.JPG", "https://host/a/b.png?x=1", "雪.jpg", "-.png"}) {
            assertThat(SessionNames.checked(SessionNames.after(file))).matches("[a-z0-9-]+-[a-z0-9]{4}");
        }
        assertThat(SessionNames.after("samples/mountains.jpg")).startsWith("mountains-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "-a", "ä", "a/b"})
    void anInvalidNameIsRefused(String name) {
        assertThatThrownBy(() -> SessionNames.checked(name)).isInstanceOf(CommandFailure.class);
    }
}
