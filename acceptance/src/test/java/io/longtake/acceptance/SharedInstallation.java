package io.longtake.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a class that share one running installation, because starting one takes several seconds of processor time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedInstallation {
    /** A folder for the files of the tests; it also contains the home. */
    protected Path folder;

    protected Product product;

    @BeforeAll
    void up(@TempDir Path classFolder) {
        folder = classFolder;
        product = new Product(folder.resolve("home"));
        product.ok("up");
    }

    @AfterAll
    void down() {
        product.close();
    }
}
