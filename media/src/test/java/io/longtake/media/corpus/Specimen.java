package io.longtake.media.corpus;

/**
 * One file of the corpus.
 *
 * @param name the file's name
 * @param recipe how the file is created
 * @param expected the expected result
 */
public record Specimen(String name, Recipe recipe, Expected expected) {
    @Override
    public String toString() {
        return name;
    }
}
