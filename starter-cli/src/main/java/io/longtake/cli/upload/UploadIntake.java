package io.longtake.cli.upload;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.media.IntakeResult.Checked;
import io.longtake.cli.media.IntakeResult.Demand;
import io.longtake.cli.media.IntakeResult.Selection;
import io.longtake.cli.media.IntakeResult.Skipping;
import io.longtake.cli.media.Refusal;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.workflows.Installation;
import io.longtake.workflows.Limits;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Accepts the files of a command in two steps. First, before any service runs, they are read and decoded; a file that
 * no backend accepts fails the command. Once the session's backend is known, a file that this backend can't use fails
 * it as well.
 */
public final class UploadIntake {
    private final Invocation invocation;
    private final FileIntake intake;
    private final boolean film;
    private SessionMedia held = SessionMedia.none();

    /** @param film whether a film is made of these files only, unless their session already has others */
    public UploadIntake(Invocation invocation, boolean film) {
        this(invocation, film, true);
    }

    private UploadIntake(Invocation invocation, boolean film, boolean stores) {
        this.invocation = invocation;
        this.film = film;
        invocation.prepareNatives();
        if (stores) {
            invocation.beginIntake();
        }
        this.intake = new FileIntake(invocation.environment(), invocation.store());
    }

    /** For a dry run of {@code make}: only {@link #examine} may be called. */
    public static UploadIntake examining(Invocation invocation) {
        return new UploadIntake(invocation, true, false);
    }

    /**
     * Reads and decodes all files in place, without storing them. URLs are only checked for their form.
     *
     * @param existing the session that would get the files, if it exists
     * @return the files that would be used
     * @throws io.longtake.cli.media.RefusedInput naming every refused file
     */
    public List<Checked> examine(List<String> sources, Optional<SessionView> existing, Skipping skipping) {
        refuseTooMany(sources.size());
        var intakeResult = intake.examine(sources);
        var demand = existing.map(one -> demand(one.spec().origin())).orElseGet(() -> demand(invocation));
        boolean fetches = sources.stream().anyMatch(FileIntake::isUrl);
        var selection = select(intakeResult, demand, existing.isEmpty() && !fetches, skipping);
        report(skipping, selection.skipped());
        selection.warnings().forEach(one -> invocation.statusOutput().info("Note: " + one));
        return intakeResult.files().stream()
                .filter(file -> file.refusal(demand).isEmpty())
                .toList();
    }

    public Optional<Path> file(String source) {
        return intake.file(source);
    }

    /**
     * Reads and decodes all files.
     *
     * @param session the session that the user named, if any; only the session itself knows its backend
     * @throws io.longtake.cli.media.RefusedInput naming every refused file
     */
    public IntakeResult admit(List<String> sources, Optional<String> session, Skipping skipping) {
        refuseTooMany(sources.size());
        var intakeResult = intake.admit(sources);
        boolean allUnusable = intakeResult.files().stream()
                .anyMatch(file -> file.refusal(Demand.CONTRACT).isPresent());
        if (session.isEmpty() || (allUnusable && skipping != Skipping.SKIP)) {
            // For a named session, files that no backend accepts are refused together with those that its backend
            // probably refuses.
            select(intakeResult, demand(invocation), session.isEmpty(), skipping);
        } else if (allUnusable) {
            intakeResult.select(Demand.CONTRACT, skipping);
        }
        return intakeResult;
    }

    /** Checked before any file is read: a longer list would exceed the size of a request. */
    private static void refuseTooMany(int files) {
        if (files > Limits.FILES_PER_REQUEST) {
            throw CommandFailure.usage("One request can have up to " + Limits.FILES_PER_REQUEST
                    + " files; this one has " + files + ". Nothing was uploaded. Upload them in several requests.");
        }
    }

    /** Returns the files to upload, once services run. Prints which files were skipped and why. */
    public List<MediaRef> enter(
            IntakeResult intakeResult, SessionAccess access, Optional<String> session, Skipping skipping) {
        var existing = session.filter(name -> access.sessions().exists(SessionSpec.workflowId(name)));
        var view = existing.map(name -> access.sessions().view(name));
        held = view.map(one -> SessionMedia.of(one, access.lists())).orElseGet(SessionMedia::none);
        var demand = view.map(one -> demand(one.spec().origin())).orElseGet(() -> demand(invocation));
        var selection = select(intakeResult, demand, existing.isEmpty(), skipping);
        report(skipping, selection.skipped());
        selection.warnings().forEach(one -> invocation.statusOutput().info("Note: " + one));
        return selection.files();
    }

    /** Reports skipped files to the user and in the JSON result. */
    private void report(Skipping skipping, List<Refusal> skipped) {
        if (skipping == Skipping.SKIP) {
            invocation
                    .output()
                    .addToResult(
                            "skipped", skipped.stream().map(Refusal::document).toList());
        }
        skipped.forEach(one -> invocation.statusOutput().info("Skipped: " + one.sentence()));
    }

    /** Returns the files that the session already has. */
    public SessionMedia held() {
        return held;
    }

    private Selection select(IntakeResult intakeResult, Demand demand, boolean fresh, Skipping skipping) {
        var selection = intakeResult.select(demand, skipping);
        if (film && fresh && demand == Demand.STUDIO) {
            AudioOnlyCheck.refuse(
                    selection.onlySound(),
                    selection.files().stream().map(MediaRef::name).toList());
        }
        return selection;
    }

    /** Returns the demand of a session that is started now. */
    public static Demand demand(Invocation invocation) {
        var setting = invocation.settings().text(Setting.BACKEND).toLowerCase(Locale.ROOT);
        return setting.equals("studio") ? Demand.STUDIO : Demand.CONTRACT;
    }

    private static Demand demand(String origin) {
        return origin.equals(Installation.STUDIO) ? Demand.STUDIO : Demand.CONTRACT;
    }
}
