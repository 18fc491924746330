package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendsTest {
    @Test
    void anAccountBelongsToOneBackendAndNeverShowsItsToken() {
        var given = new Backend("https://a.example", false, "id", Optional.of("nmv_usr_secret"));
        var anonymous = new Backend("https://a.example", false, "id", Optional.empty());
        var elsewhere = new Backend("https://b.example", false, "id", Optional.empty());
        assertThat(java.util.Set.of(given.accountId(), anonymous.accountId(), elsewhere.accountId()))
                .hasSize(3);
        assertThat(given.accountId() + given).doesNotContain("secret");
    }

    @Test
    void theUrlOfABackendIsNormalisedAndHasNoUser() {
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
