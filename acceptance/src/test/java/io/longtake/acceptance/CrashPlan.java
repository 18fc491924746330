package io.longtake.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The plan for one seed: some jobs in one home, their commands in order, and the blows during each command. Drawn completely in
 * advance, so that it depends only on the seed.
 *
 * @param contractBackend whether the backend is a separate server, identified by its address, instead of the home's studio
 * @param delays the moments that the backend holds, in the format of {@code /studio/faults}
 * @param jobs each uses its own sessions
 */
record CrashPlan(long seed, boolean contractBackend, String delays, List<Job> jobs) {
    static final int MAX_ROWS = 3;

    /** The number of disturbed tries of a command. Later tries are not disturbed and have to complete. */
    static final int FAULTY_ATTEMPTS = 4;

    /** The process that a blow hits. */
    enum Victim {
        COMMAND,
        WORKER,
        SERVER,
        BACKEND
    }

    /**
     * One blow.
     *
     * @param after the time since the start of the command
     * @param pause how long the process is paused; if empty, it is killed
     */
    record Fault(Victim victim, Duration after, Optional<Duration> pause) {
        @Override
        public String toString() {
            return (pause.isPresent() ? "pause " + pause.get().toMillis() + " ms " : "kill ") + victim + " after "
                    + after.toMillis() + " ms";
        }
    }

    /**
     * A sequence of commands that continues as long as each succeeds.
     *
     * @param folder the job's own folder for its films and input files
     * @param manifest the content of its {@code photos.csv}, which names {@code photo1.jpg} and so on
     */
    record Job(Path folder, List<Step> steps, Optional<String> manifest) {}

    /**
     * One command.
     *
     * @param messages the texts that it has to send to the backend, once each
     * @param films the files that it has to create, each of a second or more
     * @param faults the blows of each try
     */
    record Step(List<String> arguments, List<String> messages, List<Path> films, List<List<Fault>> faults) {}

    List<Step> steps() {
        return jobs.stream().flatMap(job -> job.steps().stream()).toList();
    }

    /** @param mostJobs the maximum number of the drawn jobs that are run */
    static CrashPlan of(long seed, Path folder, int mostJobs) {
        CrashPlan drawn = new Drawing(seed, folder).plan();
        List<Job> played =
                drawn.jobs().subList(0, Math.min(mostJobs, drawn.jobs().size()));
        return new CrashPlan(seed, drawn.contractBackend(), drawn.delays(), played);
    }

    private static final class Drawing {
        private static final List<Victim> VICTIMS = List.of(Victim.values());

        private final long seed;
        private final Path folder;
        private final SplittableRandom dice;
        private int messages;

        Drawing(long seed, Path folder) {
            this.seed = seed;
            this.folder = folder;
            // Without this factor, adjacent seeds produce similar numbers at first.
            this.dice = new SplittableRandom(seed * 0xD1342543DE82EF95L);
        }

        CrashPlan plan() {
            boolean contractBackend = dice.nextInt(3) == 0;
            String delays = String.format(
                    "{\"uploadMillis\":%d,\"chatMillis\":%d,\"submitMillis\":%d,\"renderMillis\":%d,\"downloadMillis\":%d}",
                    dice.nextInt(1500), dice.nextInt(4000), dice.nextInt(1500), dice.nextInt(3000), dice.nextInt(1500));
            List<Job> jobs = IntStream.rangeClosed(1, 2 + dice.nextInt(3))
                    .mapToObj(number -> job("job" + number))
                    .toList();
            return new CrashPlan(seed, contractBackend, delays, jobs);
        }

        private Job job(String name) {
            Path own = folder.resolve(name);
            return switch (dice.nextInt(4)) {
                case 0 -> new Job(own, List.of(make(own, name)), Optional.empty());
                case 1, 2 -> new Job(own, List.of(make(own, name), edit(name), export(own, name)), Optional.empty());
                default -> batch(own);
            };
        }

        private String message(String wish) {
            return wish + " with the title \"seed " + seed + " message " + ++messages + "\"";
        }

        private Step make(Path own, String session) {
            String message = message("make a 2-second video, keep it still,");
            Path film = own.resolve(session + ".mp4");
            return step(
                    List.of(Product.make(message, film, "--session", session, "--json")),
                    List.of(message),
                    List.of(film));
        }

        private Step edit(String session) {
            String message = message("make it black and white,");
            return step(List.of("edit", session, message, "--json"), List.of(message), List.of());
        }

        private Step export(Path own, String session) {
            Path film = own.resolve(session + "-again.mp4");
            return step(List.of("export", session, "--output", film.toString(), "--json"), List.of(), List.of(film));
        }

        private Job batch(Path own) {
            int rows = 2 + dice.nextInt(MAX_ROWS - 1);
            StringBuilder manifest = new StringBuilder("file,prompt,output\n");
            List<String> wishes = new ArrayList<>();
            List<Path> films = new ArrayList<>();
            for (int row = 1; row <= rows; row++) {
                String wish = message("make a 2-second video, keep it still,");
                wishes.add(wish);
                films.add(own.resolve("films").resolve("row" + row + ".mp4"));
                manifest.append("photo" + row + ".jpg,\"" + wish.replace("\"", "\"\"") + "\",row" + row + ".mp4\n");
            }
            Step step = step(
                    List.of(
                            "batch",
                            own.resolve("photos.csv").toString(),
                            "--output-dir",
                            own.resolve("films").toString(),
                            "--json"),
                    wishes,
                    films);
            return new Job(own, List.of(step), Optional.of(manifest.toString()));
        }

        private Step step(List<String> arguments, List<String> wishes, List<Path> films) {
            List<List<Fault>> faults = IntStream.range(0, FAULTY_ATTEMPTS)
                    .mapToObj(disturbed -> faults())
                    .toList();
            return new Step(arguments, wishes, films, faults);
        }

        private List<Fault> faults() {
            return IntStream.range(0, 2 + dice.nextInt(4))
                    .mapToObj(n -> fault())
                    .sorted(Comparator.comparing(Fault::after))
                    .toList();
        }

        private Fault fault() {
            Victim victim = VICTIMS.get(dice.nextInt(VICTIMS.size()));
            // Between 0.3 and 20 s, more often early, because much happens in the first seconds.
            Duration after = Duration.ofMillis((long) (300 * Math.pow(66, dice.nextDouble())));
            return new Fault(victim, after, dice.nextInt(4) == 0 ? Optional.of(pause()) : Optional.empty());
        }

        /** Occasionally longer than a worker's limit of 30 s. */
        private Duration pause() {
            return dice.nextInt(8) == 0
                    ? Duration.ofSeconds(35)
                    : Duration.ofMillis((long) (300 * Math.pow(30, dice.nextDouble())));
        }
    }
}
