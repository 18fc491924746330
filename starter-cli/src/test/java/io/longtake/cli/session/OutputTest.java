package io.longtake.cli.session;

import static io.longtake.cli.session.SessionViews.export;
import static io.longtake.cli.session.SessionViews.rendered;
import static io.longtake.cli.session.SessionViews.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.CommandFailure;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.TurnStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    Path folder;

    private FileMediaStore store;
    private Path path;

    @BeforeEach
    void open() {
        store = FileMediaStore.ofHome(folder.resolve("home"));
        path = folder.resolve("out.mp4");
    }

    private MediaRef film(String content) throws IOException {
        return store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "film.mp4", "video/mp4");
    }

    @Test
    void a_device_is_no_place_for_a_film() {
        assertThatThrownBy(() -> Output.checked(Path.of("/dev/null")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("/dev/null is no ordinary file");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void a_link_leads_to_the_file_that_is_written() throws IOException {
        var real = Files.writeString(folder.resolve("real.mp4"), "old");
        assertThat(Output.checked(Files.createSymbolicLink(path, real))).isEqualTo(real.toRealPath());
        var nowhere = Files.createSymbolicLink(folder.resolve("dangling.mp4"), Path.of("new.mp4"));
        assertThat(Output.checked(nowhere)).isEqualTo(folder.resolve("new.mp4"));
    }

    @Test
    void a_film_never_takes_the_place_of_its_own_picture() throws IOException {
        var photo = Files.writeString(folder.resolve("photo.jpg"), "mine");
        var alias = Files.createSymbolicLink(folder.resolve("alias.jpg"), photo);
        assertThatThrownBy(() -> Output.refuseSource(photo, Stream.of(path, alias)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(alias.toString());
        Output.refuseSource(path, Stream.of(photo));
    }

    @Test
    void looking_writes_a_film_that_is_missing() throws IOException {
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThat(Output.fillGap(view, render, store, "here")).isEmpty();
        assertThat(path).hasContent("a film");
    }

    @Test
    void looking_never_replaces_a_file() throws IOException {
        Files.writeString(path, "mine");
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThat(Output.fillGap(view, render, store, "here")).isEmpty();
        assertThat(path).hasContent("mine");
    }

    @Test
    void the_path_of_another_home_is_left_alone() throws IOException {
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "elsewhere", path)), List.of(render), 0);
        assertThat(Output.fillGap(view, render, store, "here")).isEmpty();
        assertThat(Output.of(view, render, store, "here")).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void looking_tells_what_can_not_be_written_and_goes_on() throws IOException {
        var render = rendered(1, film("a film"));
        var nowhere = folder.resolve("gone").resolve("out.mp4");
        var view = view(List.of(export(1, TurnStatus.DONE, "here", nowhere)), List.of(render), 0);
        assertThat(Output.fillGap(view, render, store, "here").orElseThrow()).contains(nowhere.toString());
    }

    @Test
    void a_film_that_was_waited_for_replaces_what_stands_under_its_path() throws IOException {
        Files.writeString(path, "old");
        var render = rendered(1, film("a film"));
        var view = view(List.of(export(1, TurnStatus.DONE, "here", path)), List.of(render), 0);
        assertThat(Output.of(view, render, store, "here")).contains(path);
        assertThat(path).hasContent("a film");
    }

    @Test
    void an_older_film_does_not_take_the_place_of_a_newer_one() throws IOException {
        Files.writeString(path, "the newer film");
        var older = rendered(1, film("a film"));
        var turns = List.of(export(1, TurnStatus.DONE, "here", path), export(2, TurnStatus.DONE, "here", path));
        var view = view(turns, List.of(older, rendered(2, film("the newer film"), true)), 0);
        assertThat(Output.of(view, older, store, "here")).contains(path);
        Output.fillGap(view, older, store, "here");
        assertThat(path).hasContent("the newer film");
    }
}
