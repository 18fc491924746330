package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Runs one seed: its commands under its blows, then the checks. A command that was killed or ended with 75 is repeated unchanged.
 */
final class CrashRun implements AutoCloseable {
    /**
     * Deletes what earlier commands recorded before a command is repeated. The repeated commands then pay twice, and the checks
     * have to detect it.
     */
    static final boolean SABOTAGED = "forget-requests".equals(System.getProperty("crash.sabotage"));

    private static final int TEMPORARY = 75;
    private static final int UNKNOWN = 6;
    /** 128 plus the signal's number. */
    private static final int KILLED = 128 + 9;

    private static final int MAX_ATTEMPTS = 12;
    /** Longer than any time limit of a command. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(8);

    /**
     * The result of a seed.
     *
     * @param hits the number of blows that hit each victim
     * @param unknown whether a command reported an unknown outcome, which is correct and ends its job
     */
    record Verdict(
            long seed,
            int kills,
            int pauses,
            Map<CrashPlan.Victim, Integer> hits,
            int commands,
            int attempts,
            boolean unknown,
            Duration took,
            List<String> violations) {
        String line() {
            String judgement = violations.isEmpty()
                    ? unknown ? "ok, outcome unknown" : "ok"
                    : "VIOLATION: " + String.join("; ", violations);
            return String.format(
                    "crash: seed %d: %s (%d kills, %d pauses, %s, %d commands in %d tries, %d s)",
                    seed, judgement, kills, pauses, hits, commands, attempts, took.toSeconds());
        }
    }

    private final CrashPlan plan;
    private final Path folder;
    private final Product product;
    private final Optional<ContractBackend> backend;
    private final HomeProcesses processes;
    private final CrashInjector faults;
    private final List<String> violations = new ArrayList<>();
    private final List<CrashPlan.Step> begunSteps = new ArrayList<>();
    private final List<CrashPlan.Step> doneSteps = new ArrayList<>();
    private int commands;
    private int attempts;
    private boolean unknown;

    /**
     * @param folder the existing folder for all files of the seed
     * @param mostJobs the maximum number of the drawn jobs that are run
     */
    CrashRun(long seed, Path folder, int mostJobs) throws IOException {
        this.folder = folder;
        plan = CrashPlan.of(seed, folder, mostJobs);
        note(plan.toString());
        for (CrashPlan.Job job : plan.jobs()) {
            prepare(job);
        }
        product = new Product(folder.resolve("home"));
        backend =
                plan.contractBackend() ? Optional.of(new ContractBackend(folder.resolve("backend"))) : Optional.empty();
        backend.ifPresent(b -> product.with("LONGTAKE_BACKEND", "http://" + b.address()));
        processes = new HomeProcesses(product.home);
        faults = new CrashInjector(this::process, () -> backend.ifPresent(ContractBackend::restart));
    }

    private static void prepare(CrashPlan.Job job) throws IOException {
        Files.createDirectories(job.folder());
        if (job.manifest().isPresent()) {
            Files.writeString(job.folder().resolve("photos.csv"), job.manifest().get());
            for (int row = 1; row <= CrashPlan.MAX_ROWS; row++) {
                Files.copy(Product.PHOTO, job.folder().resolve("photo" + row + ".jpg"));
            }
        }
    }

    private OptionalLong process(CrashPlan.Victim victim) {
        return switch (victim) {
            case WORKER -> processes.pid("worker");
            case SERVER -> processes.pid("server");
            default -> backend.map(b -> OptionalLong.of(b.pid())).orElseGet(() -> processes.pid("studio"));
        };
    }

    private StudioLedger ledger() {
        return backend.map(ContractBackend::ledger).orElseGet(() -> new StudioLedger(product));
    }

    Verdict play() {
        Instant began = Instant.now();
        product.ok("up");
        ledger().setFaults(plan.delays());
        for (CrashPlan.Job job : plan.jobs()) {
            play(job);
        }
        faults.stop();
        violations.addAll(faults.failures());
        judge();
        return new Verdict(
                plan.seed(),
                faults.kills(),
                faults.pauses(),
                faults.hits(),
                commands,
                attempts,
                unknown,
                Duration.between(began, Instant.now()),
                List.copyOf(violations));
    }

    private void play(CrashPlan.Job job) {
        for (CrashPlan.Step step : job.steps()) {
            if (!done(step)) {
                return;
            }
            doneSteps.add(step);
        }
    }

    /** Repeats a command until it succeeds; returns false if it ended in another way. */
    private boolean done(CrashPlan.Step step) {
        commands++;
        begunSteps.add(step);
        int struckBefore = struck();
        for (int number = 0; number < MAX_ATTEMPTS; number++) {
            if (number > 0 && SABOTAGED) {
                forgetRequests();
            }
            attempts++;
            int killedBefore = faults.commandsKilled();
            int exit = once(
                    step, number < CrashPlan.FAULTY_ATTEMPTS ? step.faults().get(number) : List.of());
            if (exit == 0) {
                return true;
            }
            if (exit == UNKNOWN && struck() > struckBefore) {
                unknown = true;
                return false;
            }
            boolean killed = exit == KILLED && faults.commandsKilled() > killedBefore;
            if (exit != TEMPORARY && !killed) {
                violations.add("exit " + exit + " of " + step.arguments().get(0) + ", although nothing had failed");
                return false;
            }
        }
        violations.add(step.arguments().get(0) + " did not complete in " + MAX_ATTEMPTS + " tries");
        return false;
    }

    private void forgetRequests() {
        try (var requests = Files.newDirectoryStream(product.home.resolve("requests"), "{wish,name}-*")) {
            for (Path request : requests) {
                Files.delete(request);
            }
        } catch (NoSuchFileException none) {
            // No command has got far enough to record a request.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int struck() {
        return faults.kills() + faults.pauses();
    }

    private int once(CrashPlan.Step step, List<CrashPlan.Fault> faultDescriptions) {
        note("$ longtake " + String.join(" ", step.arguments()) + "    under " + faultDescriptions);
        Product.Running running = product.start(step.arguments().toArray(String[]::new));
        faults.begin(faultDescriptions, running.process());
        try {
            if (!running.process().waitFor(ATTEMPT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                violations.add(step.arguments().get(0) + " did not end within " + ATTEMPT_TIMEOUT);
                Product.kill(running.process().pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Product.Result result = running.await(Duration.ofSeconds(20));
        note("= " + result.exit() + "\n" + result.err() + result.out());
        judgeFilms();
        return result.exit();
    }

    // ---- checks ----

    private void judge() {
        product.ok("up");
        backend.ifPresent(ContractBackend::restart);
        List<String> sessions = new ArrayList<>();
        product.ok("sessions", "--json")
                .json()
                .forEach(row ->
                        sessions.add(row.path("session").asText(row.path("name").asText())));
        sessions.forEach(this::waitFor);
        List<StudioLedger.Entry> entries = ledger().entries();
        entries.forEach(entry -> note(entry.toString()));
        judgeFilms();
        judgeMessages(entries);
        judgeRenders(entries, sessions);
        doneSteps.stream().flatMap(step -> step.films().stream()).forEach(film -> {
            if (!Files.exists(film)) {
                violations.add("the command ended with 0 without the film " + film.getFileName());
            }
        });
        judgeFolders();
    }

    private void waitFor(String session) {
        Product.Result result = product.run("wait", session, "--json");
        note("wait " + session + " = " + result);
        if (result.exit() != 0 && result.exit() != UNKNOWN) {
            violations.add("exit " + result.exit() + " of wait " + session + ", although nothing had failed");
        }
    }

    private void judgeMessages(List<StudioLedger.Entry> entries) {
        for (CrashPlan.Step step : plan.steps()) {
            for (String message : step.messages()) {
                long sent = entries.stream()
                        .filter(entry -> entry.is("POST", "/run_sse"))
                        .filter(entry -> entry.intent().contains(message))
                        .count();
                if (sent > 1 || (sent == 0 && doneSteps.contains(step))) {
                    violations.add("sent " + sent + " times: " + message);
                }
            }
        }
        long messages =
                begunSteps.stream().mapToLong(step -> step.messages().size()).sum();
        long chats =
                entries.stream().filter(entry -> entry.is("POST", "/run_sse")).count();
        if (chats > messages) {
            violations.add(chats + " messages were charged for " + messages + " requested");
        }
    }

    private void judgeRenders(List<StudioLedger.Entry> entries, List<String> sessions) {
        List<String> submitted = entries.stream()
                .filter(entry -> entry.is("POST", "/api/render/proxy/lambda"))
                .map(StudioLedger.Entry::intent)
                .distinct()
                .toList();
        long films = begunSteps.stream().mapToLong(step -> step.films().size()).sum();
        if (submitted.size() > films) {
            violations.add(submitted.size() + " renders were charged for " + films + " films: " + submitted);
        }
        List<String> knownRenders = new ArrayList<>();
        for (String session : sessions) {
            JsonNode renders = product.show(session).path("renders");
            renders.forEach(render -> knownRenders.add(render.path("id").asText()));
            judgeOnePerExport(session, renders);
        }
        submitted.stream()
                .filter(render -> knownRenders.stream().noneMatch(render::contains))
                .forEach(render -> violations.add("an orphan: no session has the render " + render));
    }

    /** A second render of one export is correct only if the first one failed. */
    private void judgeOnePerExport(String session, JsonNode renders) {
        Map<Integer, Integer> made = new HashMap<>();
        for (JsonNode render : renders) {
            if (!render.path("status").asText().equals("failed")
                    && made.merge(render.path("turn").asInt(), 1, Integer::sum) > 1) {
                violations.add("one export of " + session + " has several renders: " + renders);
            }
        }
    }

    private void judgeFilms() {
        begunSteps.stream()
                .flatMap(step -> step.films().stream())
                .filter(Files::exists)
                .forEach(this::judgeFilm);
    }

    private void judgeFilm(Path film) {
        try {
            double seconds = Films.seconds(film);
            if (Math.abs(seconds - 2) > 0.001) {
                violations.add(film.getFileName() + " is " + seconds + " s long");
            }
        } catch (RuntimeException | AssertionError partial) {
            violations.add("incomplete file: " + film.getFileName() + ": " + partial);
        }
    }

    private void judgeFolders() {
        for (CrashPlan.Job job : plan.jobs()) {
            try (var files = Files.walk(job.folder())) {
                files.filter(file -> file.getFileName().toString().endsWith(".part"))
                        .forEach(file -> violations.add("left behind: " + file.getFileName()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void note(String what) {
        try {
            Files.writeString(
                    folder.resolve("protocol.txt"),
                    Instant.now() + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        faults.close();
        product.close();
        backend.ifPresent(ContractBackend::close);
    }
}
