package io.longtake.cli.delivery;

import static io.longtake.cli.session.SessionViews.export;
import static io.longtake.cli.session.SessionViews.rendered;
import static io.longtake.cli.session.SessionViews.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.TurnStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmDeliveryTest {
    @TempDir
    Path folder;

    private FileMediaStore store;
    private FilmDelivery films;
    private Path path;

    @BeforeEach
    void open() {
        store = FileMediaStore.ofHome(folder.resolve("home"));
        films = new FilmDelivery(folder.resolve("home"), "here", store);
        path = folder.resolve("out.mp4");
    }

    private MediaRef film(String content) throws IOException {
        return store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "film.mp4", "video/mp4");
    }

    /** Makes a film and delivers it to {@link #path}. */
    private void deliver(String content) throws IOException {
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(rendered(1, film(content))), 0);
        assertThat(films.of(view, rendered(1, film(content)))).contains(path);
        assertThat(path).hasContent(content);
    }

    @Test
    void aFileThatExistsIsRefusedBeforeAnythingIsSent() throws IOException {
        Files.writeString(path, "mine");
        assertThatThrownBy(() -> films.to(path, Existing.KEEP))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(failure.type()).isEqualTo("OutputExists");
                })
                .hasMessageContaining(path.toString())
                .hasMessageContaining("--overwrite");
        assertThat(films.to(path, Existing.REPLACE)).isEqualTo(new Delivery("here", path.toString(), Existing.REPLACE));
    }

    @Test
    void aFreePathAndAFilmOfThisHomeAreAccepted() throws IOException {
        assertThat(films.to(path, Existing.KEEP)).isEqualTo(new Delivery("here", path.toString()));
        deliver("a film");
        assertThat(films.to(path, Existing.KEEP)).isEqualTo(new Delivery("here", path.toString()));

        Files.writeString(path, "cut by hand");
        assertThatThrownBy(() -> films.to(path, Existing.KEEP))
                .hasMessageContaining("is not the film that Longtake wrote there");
    }

    @Test
    void aFilmMayHaveTheLongestFileName() throws IOException {
        path = folder.resolve("a".repeat(251) + ".mp4");
        deliver("a film");
    }

    @Test
    void aFinishedFilmKeepsAForeignFileAndNamesTheExportCommand() throws IOException {
        Files.writeString(path, "mine");
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThatThrownBy(() -> films.of(view, render))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(failure.type()).isEqualTo("OUTPUT_TAKEN");
                })
                .hasMessageContaining(path.toString())
                .hasMessageContaining("longtake export holiday --render render-1 --output");
        assertThat(path).hasContent("mine");

        var other = folder.resolve("other.mp4");
        films.deliver(films.kept(view, "render-1").orElseThrow(), other, Existing.KEEP);
        assertThat(other).hasContent("a film");
        assertThat(films.kept(view, "render-2")).isEmpty();
        assertThat(films.delivered("holiday", "render-1")).isPresent();
        assertThat(films.delivered("another", "render-1")).isEmpty();
    }

    @Test
    void aFinishedFilmReplacesAFileWithOverwrite() throws IOException {
        Files.writeString(path, "mine");
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path, Existing.REPLACE)), List.of(render), 0);
        assertThat(films.of(view, render)).contains(path);
        assertThat(path).hasContent("a film");
    }

    @Test
    void theReplacedFilmIsReported() throws IOException {
        deliver("a film");
        var second = rendered(2, film("a second film"));
        var view = view(List.of(export(2, TurnStatus.DONE, "here", path)), List.of(second), 0);
        assertThat(films.of(view, second)).contains(path);
        assertThat(path).hasContent("a second film");
        var earlier = films.replacedBy(second, path).orElseThrow();
        assertThat(FilmDelivery.exportHint(earlier)).startsWith("longtake export holiday --render render-1 ");
    }

    @Test
    void fillGapWritesAMissingFilm() throws IOException {
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThat(films.fillGap(view, render)).isEmpty();
        assertThat(path).hasContent("a film");
    }

    @Test
    void fillGapNeverReplacesAFile() throws IOException {
        Files.writeString(path, "mine");
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThat(films.fillGap(view, render)).isEmpty();
        assertThat(path).hasContent("mine");
    }

    @Test
    void thePathOfAnotherHomeIsNotWritten() throws IOException {
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "elsewhere", path)), List.of(render), 0);
        assertThat(films.fillGap(view, render)).isEmpty();
        assertThat(films.of(view, render)).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void fillGapReportsAPathThatCannotBeWritten() throws IOException {
        var render = rendered(1, film("a film"));
        var inTheWay = Files.writeString(folder.resolve("file"), "no folder").resolve("out.mp4");
        var view = view(List.of(export(1, TurnStatus.DONE, "here", inTheWay)), List.of(render), 0);
        assertThat(films.fillGap(view, render).orElseThrow())
                .contains(inTheWay.toString())
                .contains("longtake export holiday --render render-1");
    }

    @Test
    void aDamagedCopyIsRenderedAgainAndNotCopiedAgain() throws IOException {
        var film = film("a film");
        var stored = store.path(film);
        Files.setPosixFilePermissions(stored, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(stored, "a flim");
        var render = rendered(1, film);
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThatThrownBy(() -> films.of(view, render))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.type())
                        .isEqualTo("DELIVERY_FAILED"))
                .hasMessageContaining("The copy made for " + path + " is damaged.")
                .hasMessageContaining("longtake export holiday --output " + path)
                .hasMessageNotContaining("--render");
        assertThat(path).doesNotExist();
    }

    @Test
    void anOlderFilmDoesNotReplaceANewerOne() throws IOException {
        Files.writeString(path, "the newer film");
        var older = rendered(1, film("a film"));
        var turns = List.of(export(1, TurnStatus.DONE, "here", path), export(2, TurnStatus.DONE, "here", path));
        var view = view(turns, List.of(older, rendered(2, film("the newer film"), true)), 0);
        assertThat(films.of(view, older)).contains(path);
        films.fillGap(view, older);
        assertThat(path).hasContent("the newer film");
    }
}
