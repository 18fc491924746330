package io.longtake.media.corpus;

import java.io.IOException;
import java.io.InputStream;

/** A file created with another tool; the README next to it gives the command. */
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
