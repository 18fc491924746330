package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.plain.NaiveWorkflow;
import io.longtake.load.plain.PlainBackend;
import io.longtake.load.plain.PlainJob;
import io.longtake.load.product.FilmWatch;
import io.longtake.load.product.Product;
import io.longtake.load.run.JobRun;
import io.longtake.load.run.JobRun.Starter;
import io.longtake.workflows.media.MediaRef;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "jobs", description = "Runs jobs of one kind and prints how long each took.")
final class JobsCommand implements Callable<Integer> {
    /** Starts are requests that wait for the server; more at once than this only makes them wait in another place. */
    private static final int STARTS_AT_ONCE = 16;

    private static final String FILM = ".mp4";

    private enum Kind {
        /** Longtake's sessions. */
        SESSION,
        /** One naive workflow for each job. */
        NAIVE,
        /** A plain loop for each job, in a thread of this process. */
        LOOP
    }

    @Option(names = "--kind", required = true)
    private Kind kind = Kind.SESSION;

    @Option(names = "--prefix", description = "of the jobs' names", required = true)
    private String prefix = "";

    @Option(names = "--count", required = true)
    private int count;

    @Option(names = "--at-once", required = true)
    private int atOnce;

    @Option(names = "--spacing", description = "minimum time between two starts", defaultValue = "PT0S")
    private Duration spacing = Duration.ZERO;

    @Option(names = "--poll-interval", defaultValue = "PT1S")
    private Duration pollInterval = Duration.ZERO;

    @Option(names = "--prompt", defaultValue = "Zoom in slowly.")
    private String prompt = "";

    @Option(names = "--photo", required = true)
    private Path photo = Path.of("");

    @Option(names = "--out", description = "folder of the films", required = true)
    private Path out = Path.of("");

    @Option(names = "--limit", defaultValue = "PT30M")
    private Duration limit = Duration.ZERO;

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        List<String> names =
                IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
        JobRun run = new JobRun(names, atOnce);
        boolean complete;
        try (Product product = new Product(Environment.ofThisProcess())) {
            complete = switch (kind) {
                case SESSION -> sessions(product, run);
                case NAIVE -> run.run(spacing, STARTS_AT_ONCE, naive(product.client(), run), limit);
                case LOOP -> run.run(spacing, atOnce, loop(product.backendUrl(), run), limit);
            };
        }
        LoadGenerator.print(run.times());
        return complete ? 0 : 1;
    }

    private boolean sessions(Product product, JobRun run) throws IOException, InterruptedException {
        product.prepareAccount();
        MediaRef stored = product.photo(photo);
        try (FilmWatch watch =
                new FilmWatch(out, film -> run.ended(film.substring(0, film.length() - FILM.length())))) {
            watch.start();
            return run.run(
                    spacing,
                    STARTS_AT_ONCE,
                    name -> product.enqueue(
                            product.spec(name, pollInterval), product.job(stored, prompt, out.resolve(name + FILM))),
                    limit);
        }
    }

    private Starter naive(WorkflowClient client, JobRun run) {
        return name -> {
            NaiveWorkflow workflow = client.newWorkflowStub(
                    NaiveWorkflow.class,
                    WorkflowOptions.newBuilder()
                            .setWorkflowId(name)
                            .setTaskQueue(NaiveWorkflow.TASK_QUEUE)
                            .build());
            WorkflowClient.start(
                    workflow::run,
                    name,
                    prompt,
                    pollInterval.toMillis(),
                    out.resolve(name + FILM).toString());
            var unused = WorkflowStub.fromTyped(workflow)
                    .getResultAsync(Void.class)
                    .whenComplete((result, failure) -> {
                        if (failure == null) {
                            run.ended(name);
                        } else {
                            run.failed(name, String.valueOf(failure));
                        }
                    });
        };
    }

    private Starter loop(String backend, JobRun run) throws IOException {
        PlainJob job = new PlainJob(new PlainBackend(backend), Files.readAllBytes(photo));
        return name -> {
            job.run(name, prompt, pollInterval, out.resolve(name + FILM));
            run.ended(name);
        };
    }
}
