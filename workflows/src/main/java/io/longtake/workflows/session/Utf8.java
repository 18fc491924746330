package io.longtake.workflows.session;

/** The length of a text in UTF-8 bytes, the same on every JDK and in every replay. */
final class Utf8 {
    private Utf8() {}

    static int bytes(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
