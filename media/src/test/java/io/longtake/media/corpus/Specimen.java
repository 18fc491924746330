package io.longtake.media.corpus;

/**
 * One file of the corpus.
 *
 * @param name the file's name, by which a person would know it
 * @param recipe how it is made
 * @param expected what has to be said of it
 */
public record Specimen(String name, Recipe recipe, Expected expected) {
    @Override
    public String toString() {
        return name;
    }
}
