package io.longtake.studio.page;

/** Formats text for the page. */
final class Html {
    private Html() {}

    /** Escapes text for use as content and in quoted attributes. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** 95,000 ms gives {@code 1:35}; below a minute with tenths: {@code 3.5 s}. */
    static String time(long millis) {
        if (millis < 60_000) {
            String tenths = String.valueOf(millis % 1000 / 100);
            return millis / 1000 + (tenths.equals("0") ? "" : "." + tenths) + " s";
        }
        long seconds = millis / 1000;
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }
}
