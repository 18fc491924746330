package io.longtake.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatWordTest {
    @ParameterizedTest
    @ValueSource(strings = {"quit", "Quit", "quit.", "EXIT!", "exit", "/exit", ":q", "bye", "退出", "再见！"})
    void wordsThatLeaveTheChat(String message) {
        assertThat(ChatWord.of(message)).contains(ChatWord.LEAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "Help?", "help me!", "?", "？", "/help", "帮助。"})
    void wordsThatAskForHelp(String message) {
        assertThat(ChatWord.of(message)).contains(ChatWord.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "help the viewer see the cat",
                "exit the scene slowly",
                "add the word quit",
                "...",
                "make it 8 seconds"
            })
    void everythingElseIsARequest(String message) {
        assertThat(ChatWord.of(message)).isEmpty();
    }
}
