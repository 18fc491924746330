package io.longtake.media.corpus;

import java.io.IOException;
import java.io.InputStream;

/** A file that another tool made once; the README beside it says with which command. */
record Fixture(String resource) implements Recipe {
    @Override
    public byte[] bytes() throws IOException {
        try (InputStream in = Fixture.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            return in.readAllBytes();
        }
    }
}
