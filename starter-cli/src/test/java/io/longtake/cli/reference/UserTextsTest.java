package io.longtake.cli.reference;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists all texts for users, by module, so that they can be reviewed together and changes show up in a diff. */
@Tag("reference")
class UserTextsTest {
    /** The vocabularies that the studio understands and uses in replies. */
    private static final List<String> CHAT = List.of("understand", "reply");

    @Test
    void theTextsOfTheCommandLineAreThoseInTheList() {
        list("starter-cli", "starter-cli", any -> true);
    }

    @Test
    void theTextsOfTheActivitiesAreThoseInTheList() {
        list("activities", "activities", any -> true);
    }

    @Test
    void theTextsOfTheWorkflowsAreThoseInTheList() {
        list("workflows", "workflows", any -> true);
    }

    @Test
    void theTextsOfTheMediaModuleAreThoseInTheList() {
        list("media", "media", any -> true);
    }

    @Test
    void theTextsOfTheFilesModuleAreThoseInTheList() {
        list("files", "files", any -> true);
    }

    @Test
    void theTextsOfTheNetworkModuleAreThoseInTheList() {
        list("network", "network", any -> true);
    }

    @Test
    void theTextsOfTheStudioAreThoseInTheLists() {
        list("studio", "studio", topic -> !CHAT.contains(topic));
        list("studio", "studio-chat", CHAT::contains);
    }

    @Test
    void theTextsOfTheRenderingModuleAreThoseInTheList() {
        list("rendering", "rendering", any -> true);
    }

    private static void list(String module, String name, Predicate<String> topics) {
        new ReferenceFile("starter-cli/src/test/resources/texts/" + name + ".txt")
                .is(UserTexts.list(module, topics, module.equals("studio")));
    }
}
