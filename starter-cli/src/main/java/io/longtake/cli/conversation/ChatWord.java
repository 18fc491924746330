package io.longtake.cli.conversation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A message about the chat itself. It is never sent as an edit. */
enum ChatWord {
    LEAVE,
    HELP;

    private static final Set<String> LEAVING = Set.of("/quit", "/exit", "/q", ":q", "quit", "exit", "bye", "退出", "再见");
    private static final Set<String> ASKING_FOR_HELP = Set.of("/help", "help", "help me", "帮助");

    /** Marks at the end have no meaning: "Quit!" and "help?" are no edits either. A question mark alone asks for help. */
    static Optional<ChatWord> of(String message) {
        var plain = message.toLowerCase(Locale.ROOT).strip();
        if (plain.equals("?") || plain.equals("？")) {
            return Optional.of(HELP);
        }
        var bare = plain.replaceAll("[.!?。！？\\s]+$", "");
        if (LEAVING.contains(bare)) {
            return Optional.of(LEAVE);
        }
        return ASKING_FOR_HELP.contains(bare) ? Optional.of(HELP) : Optional.empty();
    }
}
