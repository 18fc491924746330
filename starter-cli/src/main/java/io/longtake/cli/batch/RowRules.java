package io.longtake.cli.batch;

import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.Refusal;
import io.longtake.cli.request.Prompts;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.render.Delivery.Existing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The same checks as in {@code make}. */
public final class RowRules implements BatchPlan.Rules {
    private static final int BATCH_SIZE = 10;
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(30);

    private final Invocation invocation;
    private final Path outputFolder;
    private final Existing existing;
    private final boolean dryRun;
    private final FilmDelivery films;
    private final Map<String, Checked> checked = new HashMap<>();

    /**
     * Checks every file of the manifest once; except in a dry run, the checked files are stored.
     *
     * @param existing what a film may replace
     */
    public RowRules(Invocation invocation, Manifest manifest, Path outputFolder, Existing existing, boolean dryRun) {
        this.invocation = invocation;
        this.outputFolder = outputFolder;
        this.existing = existing;
        this.dryRun = dryRun;
        this.films = new FilmDelivery(invocation.home(), invocation.store());
        invocation.prepareNatives();
        if (!dryRun) {
            invocation.beginIntake();
        }
        var intake = new FileIntake(invocation.environment(), manifest.folder(), invocation.store());
        var files = manifest.entries().stream()
                .map(Entry::file)
                .filter(file -> !file.isEmpty())
                .distinct()
                .toList();
        long told = System.nanoTime();
        for (int from = 0; from < files.size(); from += BATCH_SIZE) {
            var some = files.subList(from, Math.min(files.size(), from + BATCH_SIZE));
            var intakeResult = dryRun ? intake.examine(some) : intake.admitFiles(some);
            intakeResult.files().forEach(one -> checked.put(one.source(), one));
            told = reportProgress("Checked " + checked.size() + " of " + files.size() + " files", told);
        }
        invocation.statusOutput().endLive();
        var demand = UploadIntake.demand(invocation);
        checked.values().stream()
                .filter(one -> one.refusal(demand).isEmpty())
                .flatMap(one -> one.allWarnings().stream())
                .sorted()
                .forEach(note -> invocation.statusOutput().info("Note: " + note));
    }

    /**
     * Redraws the progress line on a terminal; otherwise prints a line every 30 s.
     *
     * @param told when a line was last printed, in ns
     * @return when a line was last printed, in ns
     */
    private long reportProgress(String progress, long told) {
        invocation.statusOutput().live(progress);
        long now = System.nanoTime();
        if (invocation.statusOutput().hasLiveLine()
                || Duration.ofNanos(now - told).compareTo(LINE_INTERVAL) < 0) {
            return told;
        }
        invocation.statusOutput().info(progress);
        return now;
    }

    @Override
    public Row.Source source(String file) {
        var found = Objects.requireNonNull(checked.get(file));
        var refusal = found.refusal(UploadIntake.demand(invocation));
        if (refusal.isPresent()) {
            return new Row.Source.Unusable(refusal.get());
        }
        if (found.media().isEmpty()) {
            return new Row.Source.OnTheWeb(file);
        }
        return found.media().get().contentType().startsWith("audio/")
                ? new Row.Source.Unusable(Refusal.onlySound(file))
                : new Row.Source.OnDisk(found);
    }

    @Override
    public String prompt(String text, Optional<String> shape) {
        return Prompts.checked(text, shape.orElse(null));
    }

    @Override
    public Path output(Path folder, String name) {
        var path = Output.filmName(folder, name);
        // A dry run does not create the output folder; a folder that is still to be created counts as writable.
        boolean toBeMade = dryRun && !Files.exists(outputFolder) && outputFolder.equals(path.getParent());
        return toBeMade ? path : Output.film(folder, name);
    }

    @Override
    public void refuseTaken(Path output) {
        films.refuseTaken(output, existing);
    }
}
