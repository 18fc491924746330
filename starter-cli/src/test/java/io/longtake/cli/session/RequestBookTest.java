package io.longtake.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final List<Instant> found = new ArrayList<>();

    private RequestBook at(Instant now) {
        return new RequestBook(folder.resolve("requests"), Clock.fixed(now, ZoneOffset.UTC), found::add);
    }

    /** As a command that gave up, or was killed, leaves it. */
    private String left(String wish, String session) {
        try (var entry = at(NOON).open(wish, session)) {
            return entry.id();
        }
    }

    @Test
    void a_wish_without_an_answer_is_found_again_under_its_id_and_session() {
        var id = left("make a film", "cat-7f3k");
        try (var again = at(NOON.plusSeconds(60)).open("make a film", "cat-9999")) {
            assertThat(again.id()).isEqualTo(id);
            assertThat(again.session()).isEqualTo("cat-7f3k");
        }
        assertThat(found).containsExactly(NOON);
    }

    @Test
    void after_an_answer_the_same_wish_is_a_new_one() {
        var book = at(NOON);
        var first = book.open("brighter", "s");
        first.answered();
        try (var second = book.open("brighter", "s")) {
            assertThat(second.id()).isNotEqualTo(first.id());
        }
        assertThat(found).isEmpty();
    }

    @Test
    void another_wish_is_another_request() {
        var id = left("brighter", "s");
        try (var other = at(NOON).open("darker", "s")) {
            assertThat(other.id()).isNotEqualTo(id);
        }
    }

    @Test
    void two_commands_with_the_same_wish_at_the_same_moment_are_two_wishes() {
        var ids = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> at(NOON).open("brighter", "s"))
                .toList();
        assertThat(ids.stream().map(RequestBook.Entry::id).distinct()).hasSize(8);
        ids.forEach(RequestBook.Entry::answered);
        assertThat(requests()).isEmpty();
    }

    @Test
    void an_hour_later_it_is_meant_anew_and_what_was_left_is_swept() {
        var id = left("brighter", "s");
        left("darker", "s");
        try (var later = at(NOON.plus(RequestBook.KEPT)).open("brighter", "s")) {
            assertThat(later.id()).isNotEqualTo(id);
            assertThat(requests()).hasSize(1);
        }
    }

    @Test
    void each_time_it_is_sent_again_the_hour_begins_anew() {
        var id = left("brighter", "s");
        for (int i = 1; i <= 3; i++) {
            try (var again = at(NOON.plus(Duration.ofMinutes(45L * i))).open("brighter", "s")) {
                assertThat(again.id()).isEqualTo(id);
            }
        }
    }

    @Test
    void what_a_killed_process_left_is_found_and_what_a_living_one_holds_is_not() throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.resolve("requests").toString());
        var holder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = holder.inputReader()) {
            var id = said.readLine();
            try (var meanwhile =
                    new RequestBook(folder.resolve("requests"), Clock.systemUTC(), found::add).open("w", "s")) {
                assertThat(meanwhile.id()).isNotEqualTo(id);
                meanwhile.answered();
            }
            holder.destroyForcibly();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            try (var after =
                    new RequestBook(folder.resolve("requests"), Clock.systemUTC(), found::add).open("w", "s")) {
                assertThat(after.id()).isEqualTo(id);
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    /** A command that waits for its answer. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            var entry = new RequestBook(Path.of(args[0]), Clock.systemUTC(), at -> {}).open("w", "s");
            System.out.println(entry.id());
            System.out.flush();
            System.in.read();
            entry.close();
        }
    }

    @Test
    void what_can_not_be_noted_is_not_sent() throws IOException {
        Files.writeString(folder.resolve("requests"), "a file is in the way");
        assertThatThrownBy(() -> at(NOON).open("brighter", "s"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessageContaining("not sent");
    }

    private List<Path> requests() {
        try (var files = Files.list(folder.resolve("requests"))) {
            return files.filter(file -> file.getFileName().toString().length() > 64)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
