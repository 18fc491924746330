package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chat driven by a program: messages on standard input, one per line. The home encrypts what it sends to its server. */
class ChatIT {
    @TempDir
    Path folder;

    @Test
    void aPipedChatEditsAnswersAndExportsAndItsPromptsAreEncryptedAtTheServer() throws IOException {
        try (Product product = new Product(folder.resolve("home")).with("LONGTAKE_PAYLOADS_ENCRYPT", "on")) {
            product.ok("new", "take", "--language", "en");
            product.ok("upload", "take", Product.PHOTO.toString());

            Product.Result chat = product.pipe(
                    "make a 1-second video with the title \"Zebrawood\"\nhow many credits do I have?\n\ngive me the finished video\n",
                    "chat",
                    "take",
                    "--json");

            assertThat(chat.exit()).as(chat.err()).isZero();
            JsonNode document = chat.json();
            assertThat(document.path("session").asText()).isEqualTo("take");
            JsonNode exchanges = document.path("exchanges");
            assertThat(exchanges.findValuesAsText("intent")).containsExactly("edit", "credits", "export");
            assertThat(exchanges.findValuesAsText("said")).contains("give me the finished video");

            JsonNode edit = exchanges.path(0);
            assertThat(edit.path("status").asText()).isEqualTo("done");
            assertThat(edit.at("/turn/kind").asText()).isEqualTo("edit");
            assertThat(edit.path("reply").asText())
                    .isEqualTo(edit.at("/turn/report").asText())
                    .isNotBlank();

            JsonNode credits = exchanges.path(1);
            assertThat(credits.path("turn").isNull()).isTrue();
            assertThat(credits.at("/result/available").isNumber()).isTrue();
            assertThat(credits.path("reply").asText()).contains("available");

            JsonNode export = exchanges.path(2);
            assertThat(export.at("/turn/kind").asText()).isEqualTo("export");
            assertThat(export.path("status").asText()).isEqualTo("done");
            Path film = Path.of(export.at("/result/output").asText());
            assertThat(film).exists().hasParent(folder);
            assertThat(Films.seconds(film)).isBetween(0.9, 1.1);

            // The same without --json: each result is printed as text when it is available, everything else goes to
            // stderr.
            Product.Result failing =
                    product.pipe("credits\nhelp\nupload no-such-photo.jpg\nstatus\nquit\ncredits\n", "chat", "take");
            assertThat(failing.exit()).as(failing.err()).isEqualTo(3);
            assertThat(failing.out().lines()).hasSize(2);
            assertThat(failing.err()).contains("no-such-photo.jpg", "show this help");

            product.ok("down");
            for (String part : List.of("server", "logs")) {
                assertThat(HomeFiles.containing("Zebrawood", product.home.resolve(part)))
                        .as("with payloads.encrypt, the prompt is in no file of %s", part)
                        .isEmpty();
            }
            assertThat(HomeFiles.containing("session-take", product.home.resolve("server")))
                    .as("what stays readable is found by the same search")
                    .isNotEmpty();
        }
    }
}
