package io.longtake.studio.upload;

import java.text.Normalizer;

/** Names that clients give, made harmless. */
final class FileNames {
    private static final int LONGEST = 120;

    private FileNames() {}

    /** The last part of whatever was sent, without controls and characters that mean something to a file system or a page. */
    static String sanitise(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}<>:\"|?*]", "_").strip();
        name = name.replaceFirst("^\\.+", "");
        if (name.length() > LONGEST) {
            name = name.substring(name.length() - LONGEST);
            name = Character.isLowSurrogate(name.charAt(0)) ? name.substring(1) : name;
        }
        return name.isBlank() ? "file" : name;
    }
}
