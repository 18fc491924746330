package io.longtake.cli.upload;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of a command, in two steps: first, with no service running yet, they are read and decoded, and what no backend
 * takes ends the command. Once it is known who edits, what that one can't use does.
 */
public final class UploadIntake {
    private final Invocation invocation;
    private final FileIntake intake;
    private final boolean film;
    private SessionMedia held = SessionMedia.none();

    /** @param film whether a film is made of these files alone, unless their session holds others already */
    public UploadIntake(Invocation invocation, boolean film) {
        this.invocation = invocation;
        this.film = film;
        invocation.prepareNatives();
        invocation.beginIntake();
        this.intake = new FileIntake(
                invocation.surroundings(),
                FileMediaStore.ofHome(invocation.home().root()));
    }

    public Optional<Path> file(String source) {
        return intake.file(source);
    }

    /**
     * Reads and decodes everything.
     *
     * @param session the one the files are for, if a person named it: who edits there is known only from itself
     * @throws io.longtake.cli.media.RefusedInput naming every bad file
     */
    public IntakeResult admit(List<String> sources, Optional<String> session, Skipping skipping) {
        refuseTooMany(sources.size());
        var admission = intake.admit(sources);
        boolean hopeless = admission.files().stream()
                .anyMatch(file -> file.refusal(Demand.CONTRACT).isPresent());
        if (session.isEmpty() || (hopeless && skipping != Skipping.SKIP)) {
            // Of a named session's files the hopeless ones are refused together with those that its backend likely
            // refuses.
            select(admission, demand(invocation), session.isEmpty(), skipping);
        } else if (hopeless) {
            admission.select(Demand.CONTRACT, skipping);
        }
        return admission;
    }

    /** Before anything is read: a longer list would not fit into the request. */
    private static void refuseTooMany(int files) {
        if (files > Limits.FILES_PER_REQUEST) {
            throw CommandFailure.usage("One request takes up to " + Limits.FILES_PER_REQUEST + " files; these are "
                    + files + ". Nothing was uploaded. Upload them in several requests.");
        }
    }

    /** The files to upload, once services run; the person is told what was left out, and why. */
    public List<MediaRef> enter(
            IntakeResult admission, SessionAccess access, Optional<String> session, Skipping skipping) {
        var existing = session.filter(name -> access.sessions().exists(SessionSpec.workflowId(name)));
        var view = existing.map(name -> access.sessions().view(name));
        held = view.map(one -> SessionMedia.of(one, access.lists())).orElseGet(SessionMedia::none);
        var demand = view.map(one -> demand(one.spec().origin())).orElseGet(() -> demand(invocation));
        var selection = select(admission, demand, existing.isEmpty(), skipping);
        tell(skipping, selection.skipped());
        selection.warnings().forEach(one -> invocation.talk().say("Note: " + one));
        return selection.files();
    }

    /** Tells the person, and programs in the result. */
    private void tell(Skipping skipping, List<Refusal> skipped) {
        if (skipping == Skipping.SKIP) {
            invocation.addToResult(
                    "skipped", skipped.stream().map(Refusal::document).toList());
        }
        skipped.forEach(one -> invocation.talk().say("Skipped: " + one.sentence()));
    }

    /** What the session that was entered holds already. */
    public SessionMedia held() {
        return held;
    }

    private Selection select(IntakeResult admission, Demand demand, boolean fresh, Skipping skipping) {
        var selection = admission.select(demand, skipping);
        if (film && fresh && demand == Demand.STUDIO) {
            AudioOnlyCheck.refuse(
                    selection.onlySound(),
                    selection.files().stream().map(MediaRef::name).toList());
        }
        return selection;
    }

    /** Of a session that begins now. */
    public static Demand demand(Invocation invocation) {
        var setting = invocation.settings().text(Setting.BACKEND).toLowerCase(Locale.ROOT);
        return setting.equals("studio") ? Demand.STUDIO : Demand.CONTRACT;
    }

    private static Demand demand(String origin) {
        return origin.equals(Installation.STUDIO) ? Demand.STUDIO : Demand.CONTRACT;
    }
}
