package io.longtake.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.terminal.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, small ones. */
class BackgroundServicesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<BackgroundServices> all = new ArrayList<>();

    /** Each service is a sleeping shell that carries its marker. */
    private static final class Sleepers implements ServicePlans {
        final AtomicInteger launches = new AtomicInteger();
        final HomeFolder home;
        String script = "sleep 60";
        boolean answers = true;
        boolean hangs;

        Sleepers(HomeFolder home) {
            this.home = home;
        }

        @Override
        public Launch launch(Service service) {
            launches.incrementAndGet();
            // With a second command the shell does not become the sleep: the marker stays on the process.
            var command = List.of("sh", "-c", script + "; true", marker(service));
            return new Launch(service, command, Map.of(), marker(service), "127.0.0.1:1", "", "");
        }

        @Override
        public String marker(Service service) {
            return home.id() + "/" + service.label();
        }

        @Override
        public Optional<String> dependsOn(Service service) {
            return Optional.empty();
        }

        @Override
        public boolean healthy(ServiceRecord found) {
            return answers && found.identity().running();
        }

        @Override
        public boolean hangs(ServiceRecord found) {
            return hangs;
        }

        @Override
        public void forgetPort(Service service) {}
    }

    private BackgroundServices services(HomeFolder home, ServicePlans plans) {
        var talk = new Talk(new PrintStream(said, true, StandardCharsets.UTF_8), false, false, false, () -> 80);
        var services = new BackgroundServices(home, plans, talk);
        all.add(services);
        return services;
    }

    @AfterEach
    void stop() {
        all.forEach(BackgroundServices::stopAll);
    }

    @Test
    void what_runs_is_not_started_again() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        assertThat(services.ensure(Set.of(Service.WORKER))).containsExactly(Service.WORKER);
        assertThat(services.ensure(Set.of(Service.WORKER))).isEmpty();
        assertThat(plans.launches).hasValue(1);
    }

    @Test
    void of_commands_that_start_at_the_same_moment_one_starts_one_set() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        IntStream.range(0, 8).parallel().forEach(i -> services(home, plans).ensure(Set.of(Service.values())));
        assertThat(plans.launches).hasValue(3);
    }

    @Test
    void what_was_killed_is_seen_and_started_again() {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        services.ensure(Set.of(Service.values()));
        var before = services.running(Service.STUDIO).orElseThrow().identity();
        before.signal(true);
        while (before.running()) {
            Thread.onSpinWait();
        }
        assertThat(services.dead(Set.of(Service.values()))).containsExactly(Service.STUDIO);
        assertThat(services.ensure(Set.of(Service.values()))).containsExactly(Service.STUDIO);
        assertThat(services.running(Service.STUDIO).orElseThrow().identity()).isNotEqualTo(before);
    }

    @Test
    void what_only_seemed_to_hang_and_answers_is_left_running() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.WORKER));
        assertThat(services.hanging(Set.of(Service.values()))).isEmpty();
        plans.hangs = true;
        assertThat(services.hanging(Set.of(Service.values()))).containsExactly(Service.WORKER);
        assertThat(services.dead(Set.of(Service.WORKER))).isEmpty();
        assertThat(services.ensure(Set.of(Service.WORKER))).isEmpty();
        assertThat(plans.launches).hasValue(1);
    }

    @Test
    void a_process_whose_record_was_lost_is_found_and_does_not_become_a_second_one() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.SERVER));
        var lost = services.running(Service.SERVER).orElseThrow().identity();
        Files.delete(home.runFolder().resolve("server.json"));
        services.ensure(Set.of(Service.SERVER));
        assertThat(lost.running()).isFalse();
        assertThat(Detached.matching(arguments -> plans.recognises(Service.SERVER, arguments)))
                .hasSize(1);
    }

    @Test
    void a_record_of_a_reused_pid_is_not_mistaken_for_the_process() {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        var stranger = new ProcessIdentity(ProcessHandle.current().pid(), "an earlier life");
        new ServiceRecords(home).write(new ServiceRecord(Service.WORKER, stranger, "", "", home.toString(), "", "", 0));
        assertThat(services.running(Service.WORKER)).isEmpty();
        assertThat(services.stopAll()).isEmpty();
    }

    @Test
    void a_damaged_record_counts_as_none() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        Files.writeString(home.runFolder().resolve("worker.json"), "{\"service\":");
        assertThat(services(home, new Sleepers(home)).running(Service.WORKER)).isEmpty();
    }

    @Test
    void down_stops_what_this_home_started_and_nothing_else() {
        var mine = HomeFolder.open(folder.resolve("mine"));
        var theirs = HomeFolder.open(folder.resolve("theirs"));
        var here = services(mine, new Sleepers(mine));
        var there = services(theirs, new Sleepers(theirs));
        here.ensure(Set.of(Service.values()));
        there.ensure(Set.of(Service.values()));
        assertThat(here.stopAll()).hasSize(3);
        assertThat(here.dead(Set.of(Service.values()))).hasSize(3);
        assertThat(there.dead(Set.of(Service.values()))).isEmpty();
    }

    @Test
    void what_ends_right_after_its_start_is_told_with_its_log() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        plans.answers = false;
        plans.script = "echo no such luck; exit 3";
        assertThatThrownBy(() -> services(home, plans).ensure(Set.of(Service.STUDIO)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("studio.log")
                .hasMessageContaining("no such luck");
        assertThat(plans.launches).hasValue(3);
    }

    @Test
    void a_moved_home_starts_its_processes_anew_from_its_new_place() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        services(home, new Sleepers(home)).ensure(Set.of(Service.WORKER));
        Files.move(home.root(), folder.resolve("moved"));
        all.clear();
        var moved = HomeFolder.open(folder.resolve("moved"));
        var services = services(moved, new Sleepers(moved));
        assertThat(services.running(Service.WORKER)).isPresent();
        assertThat(services.ensure(Set.of(Service.WORKER))).containsExactly(Service.WORKER);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("moved");
    }
}
