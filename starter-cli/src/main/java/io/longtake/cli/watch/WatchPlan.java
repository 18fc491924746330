package io.longtake.cli.watch;

import io.longtake.cli.batch.BatchPlan;
import io.longtake.cli.batch.Manifest;
import io.longtake.cli.batch.Row;
import io.longtake.cli.batch.RowRules;
import io.longtake.cli.invocation.Invocation;
import io.longtake.workflows.render.Delivery.Existing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What is made of the files of a folder.
 *
 * @param folder absolute
 * @param outputFolder absolute; exists
 * @param prompt for every file
 * @param ratio of every film
 * @param existing what a film may replace
 */
record WatchPlan(
        Invocation invocation,
        Path folder,
        Path outputFolder,
        String prompt,
        Optional<String> ratio,
        Existing existing) {
    /**
     * The row of a file: checked as by {@code batch}, and its content added to the media store.
     *
     * @param taken whether the film of another file than the first argument has the name in the second argument
     */
    Row row(int number, String name, BiPredicate<String, String> taken) {
        var plain = BatchPlan.outputName(Manifest.entry(name, ""), Optional.of(folder.resolve(name)));
        // For two photos that differ in their ending only, as from a camera that also writes another format.
        var output = taken.test(name, plain) ? name + ".mp4" : plain;
        var manifest = Manifest.of(folder, Manifest.entry(name, output));
        var defaults = new BatchPlan.Defaults(prompt, ratio, outputFolder);
        var plan = BatchPlan.check(
                BatchPlan.nameOf(manifest),
                manifest,
                defaults,
                new RowRules(invocation, manifest, outputFolder, existing, false));
        var row = plan.rows().get(0);
        return row instanceof Row.Wish wish ? wish.numbered(number) : row;
    }
}
