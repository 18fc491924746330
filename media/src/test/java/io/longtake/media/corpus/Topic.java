package io.longtake.media.corpus;

import java.util.ArrayList;
import java.util.List;

/** Collects the specimens of one topic. */
abstract class Topic {
    private final List<Specimen> specimens = new ArrayList<>();

    final void add(String name, Recipe recipe, Expected expected) {
        specimens.add(new Specimen(name, recipe, expected));
    }

    final List<Specimen> specimens() {
        return List.copyOf(specimens);
    }

    /** The quarters R, G, B, W in display order for a picture that is stored with an Exif orientation of 1 to 8. */
    static String turned(int orientation) {
        return List.of("RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB")
                .get(orientation - 1);
    }
}
