package io.longtake.activities.nemo.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String SECRET = "key-of-a-person-0123456789";

    private final Redaction redaction = Redaction.of(AccessToken.of(SECRET));

    @Test
    void theTokenIsRemovedEverywhereAndLineBreaksAreKept() {
        assertThat(redaction.free("bad " + SECRET + ",\nreally " + SECRET)).isEqualTo("bad [token],\nreally [token]");
    }

    @Test
    void aTokenInPiecesIsRemoved() {
        assertThat(redaction.free("bad key-of-a-per\n\nson-012345 6789 it was")).isEqualTo("bad [token] it was");
    }

    @Test
    void aPossibleBeginningOfTheTokenIsRemovedToo() {
        assertThat(redaction.free("bad key-of-a-pe")).isEqualTo("bad [token]");
        assertThat(redaction.free("turn the key-of")).isEqualTo("turn the key-of");
        assertThat(redaction.free("key-of-a-piano, played")).isEqualTo("key-of-a-piano, played");
    }

    @Test
    void otherTokensAreRecognisedByTheirFormAndOrdinaryWordsAreKept() {
        assertThat(redaction.free("nmv_usr_other and Bearer abcdefghijklmnop0123"))
                .isEqualTo("[token] and [token]");
        assertThat(redaction.free("I cut to the torch bearer running."))
                .isEqualTo("I cut to the torch bearer running.");
        assertThat(Redaction.of(Optional.empty()).free("as it is")).isEqualTo("as it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "令牌nmv_usr_other失效",
                "令牌clm_other失效",
                "令牌Bearer abcdefghijklmnop0123失效",
                "トークンnmv_usr_otherは無効",
                "(nmv_usr_other)",
                "tokennmv_usr_other",
                "clé:nmv_usr_other",
                "ключclm_other.",
                "énmv_usr_otheré"
            })
    void aTokenNextToLettersOfAnyScriptIsRemoved(String words) {
        assertThat(redaction.free(words))
                .contains("[token]")
                .doesNotContain("other")
                .doesNotContain("abcdefghijklmnop0123");
        assertThat(redaction.clean(words)).contains("[token]").doesNotContain("other");
    }

    @Test
    void aBearerWithAShortTokenNextToChineseIsRemovedFromARefusal() {
        assertThat(redaction.clean("令牌bearer abc 失效")).isEqualTo("令牌[token] 失效");
    }
}
