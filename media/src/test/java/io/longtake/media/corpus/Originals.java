package io.longtake.media.corpus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that were created last. Many specimens are edits of the same file, and encoding it takes most of their time. */
final class Originals {
    /** A topic alternates between fewer files. */
    private static final int KEPT = 12;

    private static final Map<Recipe, byte[]> FILES = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Recipe, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    private Originals() {}

    /** The recipe's file. The array belongs to the caller. */
    static synchronized byte[] bytes(Recipe recipe) throws IOException {
        byte[] file = FILES.get(recipe);
        if (file == null) {
            file = recipe.bytes();
            FILES.put(recipe, file);
        }
        return file.clone();
    }
}
