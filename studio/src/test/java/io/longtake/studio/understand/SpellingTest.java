package io.longtake.studio.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.language.Language;
import io.longtake.studio.timeline.Facts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "make it vertcal, make it vertical",
        "blakc and white, black and white",
        "20 secnds, 20 seconds",
        "add a tittle, add a title",
        "zooom in, zoom in",
        "REMVOE THE MUSIC, remove THE MUSIC"
    })
    void aWordOneLetterAwayFromOneWordOfTheLexiconIsReadAsThat(String written, String read) {
        assertThat(spelled(written).text()).isEqualTo(read);
        assertThat(spelled(written).corrections()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remove the remote",
                "the peach and the muse",
                "add the title \"Blakc Friday\"",
                "title: our hollidays in vertcal",
                "zoom in on Vertcal",
                "use vertcal.mp3",
                "quita la múscia de la foto",
                "flurbish and zork it",
                "add some reverb to the music",
                "delet it",
                "title: our hollidays in vertcal, use \"song.mp3\"",
                "title Our vertcal trip",
                "add a big title Our vertcal trip",
                "the words vertcal trip in red",
                "加标题 our vertcal trip"
            })
    void wordsOfEnglishAndNamesAndQuotationsStayAsTheyAre(String message) {
        assertThat(spelled(message)).isEqualTo(new Spelling(message, List.of()));
    }

    @Test
    void theNameOfAPictureIsNoTypingError() {
        assertThat(Spelling.of(
                                "zoom in on titel",
                                Language.ENGLISH,
                                List.of(Facts.photo("titel", 4000, 3000)),
                                List.of())
                        .corrections())
                .isEmpty();
        assertThat(Spelling.of("remove the titel", Language.ENGLISH, List.of(), List.of("Mein Titel"))
                        .corrections())
                .isEmpty();
    }

    @Test
    @Timeout(10)
    void longMessagesAreReadQuickly() {
        String run = "z".repeat(4000);
        String titles = "title: vertcal ".repeat(260);

        assertThat(spelled(run).text()).isEqualTo(run);
        assertThat(spelled(titles).text()).isEqualTo(titles);
    }

    private static Spelling spelled(String message) {
        return Spelling.of(
                message, Languages.of(message, new Scene(Facts.FIVE, Optional.empty())), Facts.FIVE, List.of());
    }
}
