package io.longtake.cli.plan;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.IntakeResult.Skipping;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.upload.SessionMedia;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.SessionView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes the same checks as {@code make}, without storing, sending or starting anything. */
public final class FilmPlanning {
    private final Invocation invocation;
    private final List<String> sources;
    private final Optional<String> session;
    private final UploadIntake intake;
    private final Optional<SessionView> existing;
    private final List<Checked> files;

    /**
     * Reads and decodes the files.
     *
     * @param session the session that the user named
     * @param sources files and URLs; URLs are not fetched
     * @throws io.longtake.cli.media.RefusedInput naming every file that can't be used
     * @throws io.longtake.cli.outcome.CommandFailure if the session can't be read, so that it is unknown whether it exists
     */
    public FilmPlanning(Invocation invocation, Optional<String> session, List<String> sources, Skipping skipping) {
        this.invocation = invocation;
        this.session = session;
        this.sources = List.copyOf(sources);
        this.existing = new VerifiedSessions(invocation).open(session);
        this.intake = UploadIntake.examining(invocation);
        this.files = intake.examine(sources, existing, skipping);
    }

    /** @throws io.longtake.cli.outcome.CommandFailure exit 2, if the output is an input or a file that may not be replaced */
    public void check(Path output, Existing replacing) {
        Output.refuseSource(output, sources.stream().flatMap(source -> intake.file(source).stream()));
        new FilmDelivery(invocation.home(), invocation.store()).refuseTaken(output, replacing);
    }

    /**
     * The files at hand, if they suffice for a decision.
     *
     * @param decisive whether a file decides, whatever the URLs return
     */
    public Optional<List<MediaRef>> knownFiles(Predicate<MediaRef> decisive) {
        var media = files.stream().flatMap(file -> file.media().stream()).toList();
        return Optional.of(media)
                .filter(known -> known.size() == files.size() || known.stream().anyMatch(decisive));
    }

    /**
     * @param prompt as it would be sent
     * @param language returns the language of a new session, given its first prompt
     * @param withoutDuplicates whether files that the session has are left out
     */
    public FilmPlan plan(
            Path output, Optional<String> prompt, UnaryOperator<String> language, boolean withoutDuplicates) {
        var origin = existing.map(view -> view.spec().origin())
                .orElseGet(() -> SessionAccess.backend(invocation).origin());
        var held = existing.map(view -> SessionMedia.of(view, new FileLists(invocation.store())))
                .orElseGet(SessionMedia::none);
        return new FilmPlan(
                session,
                existing.isPresent(),
                origin,
                files.stream()
                        .map(file -> PlannedFile.of(
                                file,
                                withoutDuplicates
                                        && file.media().filter(held::has).isPresent()))
                        .toList(),
                prompt,
                existing.map(view -> view.spec().language()).or(() -> prompt.map(language)),
                output,
                EditCost.of(origin, existing.stream()));
    }
}
