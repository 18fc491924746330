package io.longtake.cli.process;

import static io.longtake.cli.session.SessionViews.working;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.StatusOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with small real processes. */
class BackgroundServicesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<BackgroundServices> all = new ArrayList<>();

    /** Each service is a sleeping shell with the service's marker as an argument. */
    private static final class Sleepers implements ServicePlans {
        final AtomicInteger launches = new AtomicInteger();
        final HomeFolder home;
        String script = "sleep 60";
        volatile boolean answers = true;
        final Set<Service> silent = ConcurrentHashMap.newKeySet();
        boolean isUnresponsive;

        Sleepers(HomeFolder home) {
            this.home = home;
        }

        @Override
        public Launch launch(Service service) {
            launches.incrementAndGet();
            // The second command keeps the shell from replacing itself with sleep, so the process keeps its marker.
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
            return answers
                    && !silent.contains(found.service())
                    && found.identity().running();
        }

        @Override
        public boolean isUnresponsive(ServiceRecord found) {
            return isUnresponsive;
        }

        @Override
        public void forgetPort(Service service) {}
    }

    private BackgroundServices services(HomeFolder home, ServicePlans plans) {
        var statusOutput =
                new StatusOutput(new PrintStream(said, true, StandardCharsets.UTF_8), false, false, false, () -> 80);
        var services = new BackgroundServices(home, plans, statusOutput);
        all.add(services);
        return services;
    }

    @AfterEach
    void stop() {
        all.forEach(services -> services.shutdown().stopAll());
    }

    @Test
    void aRunningServiceIsNotStartedAgain() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        assertThat(services.ensure(Set.of(Service.WORKER))).containsExactly(Service.WORKER);
        assertThat(services.ensure(Set.of(Service.WORKER))).isEmpty();
        assertThat(plans.launches).hasValue(1);
    }

    @Test
    void concurrentCommandsStartOneSetOfServices() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        IntStream.range(0, 8).parallel().forEach(i -> services(home, plans).ensure(Set.of(Service.values())));
        assertThat(plans.launches).hasValue(3);
    }

    @Test
    void aKilledServiceIsDetectedAndRestarted() {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        services.ensure(Set.of(Service.values()));
        var before = services.records().running(Service.STUDIO).orElseThrow().identity();
        before.signal(true);
        while (before.running()) {
            Thread.onSpinWait();
        }
        assertThat(services.records().stopped(Set.of(Service.values()))).containsExactly(Service.STUDIO);
        assertThat(services.ensure(Set.of(Service.values()))).containsExactly(Service.STUDIO);
        assertThat(services.records().running(Service.STUDIO).orElseThrow().identity())
                .isNotEqualTo(before);
    }

    @Test
    void aServerThatDiesWhileTheWorkerStartsIsRestarted() throws Exception {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.SERVER));
        plans.silent.add(Service.WORKER);
        var coming = CompletableFuture.supplyAsync(() -> services.ensure(Set.of(Service.values())));
        for (int death = 0; death < 2; death++) {
            Await.until(() -> services.records().running(Service.WORKER).isPresent());
            var before =
                    services.records().running(Service.SERVER).orElseThrow().identity();
            before.signal(true);
            Await.until(() -> services.records()
                    .running(Service.SERVER)
                    .filter(now -> !now.identity().equals(before))
                    .isPresent());
        }
        assertThat(coming).isNotDone();
        plans.silent.clear();
        assertThat(coming.get(30, TimeUnit.SECONDS)).contains(Service.WORKER);
        assertThat(services.records().stopped(Set.of(Service.values()))).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The server stopped unexpectedly");
    }

    @Test
    void aWorkerPausedDuringItsStartIsReportedAndWaitedFor() throws Exception {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        plans.silent.add(Service.WORKER);
        var coming = CompletableFuture.supplyAsync(() -> services.ensure(Set.of(Service.WORKER)));
        Await.until(() -> services.records().running(Service.WORKER).isPresent());
        var worker = services.records().running(Service.WORKER).orElseThrow().identity();
        signal("STOP", worker);
        Await.until(() -> said.toString(StandardCharsets.UTF_8).contains("kill -CONT " + worker.pid()));
        signal("CONT", worker);
        plans.silent.clear();
        assertThat(coming.get(30, TimeUnit.SECONDS)).containsExactly(Service.WORKER);
        assertThat(services.records().running(Service.WORKER).orElseThrow().identity())
                .isEqualTo(worker);
    }

    @Test
    void aServiceThatSeemedToHangAndAnswersIsLeftRunning() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.WORKER));
        assertThat(services.health().unresponsive(Set.of(Service.values()))).isEmpty();
        plans.isUnresponsive = true;
        assertThat(services.health().unresponsive(Set.of(Service.values()))).containsExactly(Service.WORKER);
        assertThat(services.records().stopped(Set.of(Service.WORKER))).isEmpty();
        assertThat(services.ensure(Set.of(Service.WORKER))).isEmpty();
        assertThat(plans.launches).hasValue(1);
    }

    private static boolean isChild(ProcessIdentity one, ProcessIdentity of) {
        return ProcessHandle.of(one.pid())
                .flatMap(ProcessHandle::parent)
                .filter(parent -> parent.pid() == of.pid())
                .isPresent();
    }

    @Test
    void aProcessWithoutARecordIsFoundAndNotStartedTwice() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.SERVER));
        var lost = services.records().running(Service.SERVER).orElseThrow().identity();
        Files.delete(home.runFolder().resolve("server.json"));
        services.ensure(Set.of(Service.SERVER));
        assertThat(lost.running()).isFalse();
        var running = Detached.matching(arguments -> plans.recognises(Service.SERVER, arguments));
        // A shell that is forking its sleep is briefly listed twice.
        assertThat(running)
                .filteredOn(one -> running.stream().noneMatch(other -> isChild(one, other)))
                .hasSize(1);
    }

    @Test
    void anotherBuildReportsThatItRestartsABusyWorker() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        services.ensure(Set.of(Service.WORKER));
        ofAnotherBuild(home);

        services.ensure(Set.of(Service.WORKER));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .as("no session is busy")
                .isEmpty();

        ofAnotherBuild(home);
        SessionViews.ofHome(home.root()).write(new StoredView("run-1", Instant.now(), Instant.now(), working()));

        services.ensure(Set.of(Service.WORKER));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "Restarting the worker: it was started by another build of Longtake. Session holiday continues");
    }

    private static void ofAnotherBuild(HomeFolder home) {
        var records = new ServiceRecords(home);
        var found = records.running(Service.WORKER).orElseThrow();
        records.write(new ServiceRecord(
                Service.WORKER,
                found.identity(),
                found.address(),
                found.uiAddress(),
                found.home(),
                "another build",
                found.dependsOn(),
                found.startedAtMillis()));
    }

    @Test
    void aReusedPidIsNotMistakenForTheProcess() {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        var stranger = new ProcessIdentity(ProcessHandle.current().pid(), "an earlier start");
        new ServiceRecords(home).write(new ServiceRecord(Service.WORKER, stranger, "", "", home.toString(), "", "", 0));
        assertThat(services.records().running(Service.WORKER)).isEmpty();
        assertThat(services.shutdown().stopAll()).isEmpty();
    }

    @Test
    void aDamagedRecordCountsAsMissing() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        Files.writeString(home.runFolder().resolve("worker.json"), "{\"service\":");
        assertThat(services(home, new Sleepers(home)).records().running(Service.WORKER))
                .isEmpty();
    }

    @Test
    void downStopsOnlyTheProcessesOfThisHome() {
        var mine = HomeFolder.open(folder.resolve("mine"));
        var theirs = HomeFolder.open(folder.resolve("theirs"));
        var here = services(mine, new Sleepers(mine));
        var there = services(theirs, new Sleepers(theirs));
        here.ensure(Set.of(Service.values()));
        there.ensure(Set.of(Service.values()));
        assertThat(here.shutdown().stopAll()).hasSize(3);
        assertThat(here.records().stopped(Set.of(Service.values()))).hasSize(3);
        assertThat(there.records().stopped(Set.of(Service.values()))).isEmpty();
    }

    @Test
    void aServiceThatExitsAfterItsStartIsReportedWithItsLog() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        plans.answers = false;
        plans.script = "echo cannot start; exit 3";
        assertThatThrownBy(() -> services(home, plans).ensure(Set.of(Service.STUDIO)))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessageContaining("studio.log")
                .hasMessageContaining("cannot start");
        assertThat(plans.launches).hasValue(3);
    }

    @Test
    void aLastingCauseIsAPermanentFailure() {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        plans.answers = false;
        plans.script = "echo unknown userid 4711; exit 1";
        assertThatThrownBy(() -> services(home, plans).ensure(Set.of(Service.SERVER)))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("/etc/passwd");
    }

    @Test
    void recordsCopiedWithAHomeAreIgnored() throws IOException {
        var original = HomeFolder.open(folder.resolve("original"));
        var there = services(original, new Sleepers(original));
        there.ensure(Set.of(Service.values()));
        var copy = HomeFolder.open(folder.resolve("copy"));
        for (var service : Service.values()) {
            Files.copy(
                    original.runFolder().resolve(service.label() + ".json"),
                    copy.runFolder().resolve(service.label() + ".json"));
        }
        var here = services(copy, new Sleepers(copy));
        assertThat(here.records().stopped(Set.of(Service.values()))).hasSize(3);
        assertThat(here.shutdown().stopAll()).isEmpty();
        here.ensure(Set.of(Service.WORKER));
        assertThat(there.records().stopped(Set.of(Service.values()))).isEmpty();
    }

    @Test
    void processesOfAMovedHomeCanBeStopped() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        var before = services(home, new Sleepers(home));
        before.ensure(Set.of(Service.WORKER));
        var process = before.records().running(Service.WORKER).orElseThrow().identity();
        Files.move(home.root(), folder.resolve("moved"));
        all.clear();
        var moved = HomeFolder.open(folder.resolve("moved"));
        services(moved, new Sleepers(moved)).shutdown().stopServicesOf(home.toString());
        assertThat(process.running()).isFalse();
    }

    @Test
    void aRunningServerThatDoesNotAnswerIsWaitedForAndNotStopped() throws Exception {
        var home = HomeFolder.open(folder.resolve("home"));
        var plans = new Sleepers(home);
        var services = services(home, plans);
        services.ensure(Set.of(Service.SERVER));
        var identity = services.records().running(Service.SERVER).orElseThrow().identity();
        signal("STOP", identity);
        Await.until(identity::paused);
        plans.answers = false;
        assertThatThrownBy(() -> services.health().awaitAnswer(Set.of(Service.SERVER), Duration.ofMillis(300)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("paused by a signal")
                .hasMessageContaining("kill -CONT " + identity.pid());
        var waiting = CompletableFuture.supplyAsync(() -> services.ensure(Set.of(Service.SERVER)));
        Await.until(() -> said.toString(StandardCharsets.UTF_8).contains("Waiting for the server"));
        signal("CONT", identity);
        plans.answers = true;
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(services.records().running(Service.SERVER).orElseThrow().identity())
                .isEqualTo(identity);
        assertThat(services.records().paused(Set.of(Service.values()))).isEmpty();
    }

    @Test
    void aPausedProcessCanBeStopped() throws Exception {
        var home = HomeFolder.open(folder.resolve("home"));
        var services = services(home, new Sleepers(home));
        services.ensure(Set.of(Service.SERVER));
        signal("STOP", services.records().running(Service.SERVER).orElseThrow().identity());
        long start = System.nanoTime();
        assertThat(services.shutdown().stopAll()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void readOnlyCommandsReportAMissingServiceInOneSentence() {
        var home = HomeFolder.open(folder.resolve("home"));
        assertThatThrownBy(() -> services(home, new Sleepers(home))
                        .health()
                        .awaitAnswer(Set.of(Service.SERVER), Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.TEMPORARY))
                .hasMessageContaining("longtake up");
    }

    private static void signal(String name, ProcessIdentity identity) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + identity.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Polls until a condition holds. The test's own time limit applies. */
    private static final class Await {
        static void until(BooleanSupplier condition) {
            var end = Instant.now().plusSeconds(30);
            while (!condition.getAsBoolean()) {
                assertThat(Instant.now()).isBefore(end);
                Thread.onSpinWait();
            }
        }
    }
}
