package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {
    @Test
    void a_made_up_name_reminds_of_the_file_and_is_a_name() {
        for (var file : new String[] {"/photos/Mönch & Eiger.JPG", "https://host/a/b.png?x=1", "雪.jpg", "-.png"}) {
            assertThat(SessionNames.checked(SessionNames.after(file))).matches("[a-z0-9-]+-[a-z0-9]{4}");
        }
        assertThat(SessionNames.after("samples/mountains.jpg")).startsWith("mountains-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "-a", "ä", "a/b"})
    void what_is_no_name_is_refused(String name) {
        assertThatThrownBy(() -> SessionNames.checked(name)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void an_account_is_one_of_a_backend_and_never_shows_its_token() {
        var given = new Backend("https://a.example", false, "id", Optional.of("nmv_usr_secret"));
        var anonymous = new Backend("https://a.example", false, "id", Optional.empty());
        var elsewhere = new Backend("https://b.example", false, "id", Optional.empty());
        assertThat(java.util.Set.of(given.accountId(), anonymous.accountId(), elsewhere.accountId()))
                .hasSize(3);
        assertThat(given.accountId() + given).doesNotContain("secret");
    }

    @Test
    void a_backend_is_written_in_one_way_and_has_no_user() {
        assertThat(Backends.origin("https://Host.example:8443/")).isEqualTo("https://host.example:8443");
        assertThat(Backends.origin("https://host.example/v1/")).isEqualTo("https://host.example/v1");
        assertThat(Backends.origin("http://my_studio:8081")).isEqualTo("http://my_studio:8081");
        assertThatThrownBy(() -> Backends.origin("https://host.example/?q=1"))
                .hasMessageContaining("https://host.example/?q=1");
        assertThatThrownBy(() -> Backends.origin("https://user:word@host.example"))
                .isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> Backends.origin("host.example")).isInstanceOf(CommandFailure.class);
    }
}
