package io.longtake.cli.reference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that the package graph in {@code docs} matches the code. */
@Tag("reference")
class PackageGraphTest {
    @Test
    void thePackageDiagramMatchesThePackages() {
        var graph = PackageGraph.ofTheProduct();
        new ReferenceFile("docs/packages.dot").is(graph.dot());
        new ReferenceFile("docs/packages.svg").alongside(PackagePicture.svg(graph));
    }
}
