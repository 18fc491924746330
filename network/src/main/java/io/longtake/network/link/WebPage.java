package io.longtake.network.link;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes web pages where a file was expected, and suggests an alternative for services whose share links open
 * pages.
 */
final class WebPage {
    /** Number of bytes of a file that are examined. */
    static final int HEAD = 512;

    private static final Map<String, String> SERVICES = Map.of(
            "drive.google.com", "Google Drive",
            "docs.google.com", "Google Drive",
            "accounts.google.com", "Google",
            "photos.google.com", "Google Photos",
            "photos.app.goo.gl", "Google Photos",
            "onedrive.live.com", "OneDrive",
            "1drv.ms", "OneDrive",
            "www.icloud.com", "iCloud",
            "we.tl", "WeTransfer",
            "wetransfer.com", "WeTransfer");

    private WebPage() {}

    static boolean isType(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /** @param head the first bytes received, at most {@link #HEAD} */
    static boolean isPage(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html");
    }

    /** What the user can do instead, a sentence. */
    static String hint(HttpUrl url) {
        if (url.host().equals("www.dropbox.com") || url.host().equals("dropbox.com")) {
            return "It is a Dropbox share page: end the URL with dl=1 instead of dl=0, or download the file yourself"
                    + " and specify its path.";
        }
        return Optional.ofNullable(SERVICES.get(url.host()))
                .map(service -> "It is a page of " + service
                        + ", not the file itself: download the file yourself and specify its path.")
                .orElse("Specify the URL of the file itself, or download it and specify its path.");
    }
}
