package io.longtake.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.delivery.Output;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.preview.ContactSheet;
import io.longtake.cli.preview.DraftMedia;
import io.longtake.cli.session.SessionNames;
import io.longtake.studio.draft.DraftCodec;
import io.longtake.studio.draft.DraftException;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description = "It is drawn from stored files: nothing is requested from the backend, and it costs nothing.")
final class PreviewCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
            names = "--output",
            paramLabel = "FILE.png",
            description = "Path of the PNG file; default: NAME.png in the current folder.")
    @Nullable
    private String output;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    PreviewCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        var path = Output.sheet(invocation.environment().workingDirectory(), output == null ? name + ".png" : output);
        var films = new FilmDelivery(invocation.home(), invocation.store());
        films.refuseTaken(path, overwrite.existing());
        try (var access = new SessionAccess(invocation)) {
            invocation.prepareNatives();
            var sheet = sheet(access.sessions().view(name), access);
            write(sheet, films, path);
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("session", name);
            document.put("output", path.toString());
            document.put("framesAtMs", sheet.momentsMs());
            invocation.output().result(document, path::toString);
            return ExitCode.DONE.number();
        }
    }

    private ContactSheet sheet(SessionView view, SessionAccess access) {
        var timeline = view.timeline()
                .filter(TimelineSnapshot::exportable)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "EmptyTimeline",
                        "The timeline of " + name + " is empty; there is nothing to show yet."));
        try {
            JsonNode draft = CommandOutput.mapper()
                    .readTree(Files.readAllBytes(access.store().path(timeline.draft())));
            return new ContactSheet(
                    DraftCodec.film(draft, new DraftMedia(draft, access.lists().held(view), access.store())::file));
        } catch (DraftException e) {
            throw CommandFailure.of(
                    "UnreadableDraft",
                    "This timeline can't be drawn (" + e.getMessage() + "). `longtake show " + name
                            + "` lists its contents.",
                    e);
        } catch (IOException e) {
            throw CommandFailure.of("MediaStore", "The stored timeline can't be read: " + e.getMessage() + ".", e);
        }
    }

    private void write(ContactSheet sheet, FilmDelivery films, Path path) {
        try {
            var drawn = invocation.home().temporaryFolder().resolve("sheet-" + UUID.randomUUID() + ".png");
            try {
                sheet.write(drawn);
                films.deliverSheet(name, drawn, path, overwrite.existing());
            } finally {
                Files.deleteIfExists(drawn);
            }
        } catch (IOException e) {
            throw CommandFailure.of("Preview", "The contact sheet can't be created: " + e.getMessage() + ".", e);
        }
    }
}
