package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.apply.Editor.EditResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as people write them, about a film that is there already. The facts are those of the whole timeline, so a request that
 * changes what it does not name fails.
 */
class RequestsTest {
    static Stream<Arguments> requests() throws Exception {
        return SentenceEditorTest.table("/language/requests.tsv");
    }

    @ParameterizedTest(name = "{0}: {2} > {3}")
    @MethodSource("requests")
    void aRequestChangesWhatItNamesAndNothingElse(
            String id, String scene, String before, String request, String facts, String said) {
        List<String> messages = new ArrayList<>();
        if (!before.isEmpty()) {
            messages.addAll(List.of(before.split(" \\| ", -1)));
        }
        messages.add(request);
        EditResult result = Scenes.last(scene, messages);

        assertThat(Scenes.facts(scene, result)).isEqualTo(facts);
        assertThat(result.reply()).contains(said);
        assertThat(result.asked().isPresent()).isEqualTo(said.startsWith("Which") || said.contains("has no room"));
    }
}
