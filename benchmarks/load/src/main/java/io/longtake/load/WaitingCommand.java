package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.backend.Script;
import io.longtake.load.product.Product;
import io.longtake.load.run.Parallel;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.TurnSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The script waits until the backend has all chats and renders. */
@Command(
        name = "waiting",
        description = "Starts sessions that wait: the even ones with an open chat, the odd ones polling a render.")
final class WaitingCommand implements Callable<Integer> {
    private static final int STARTS_AT_ONCE = 16;

    @Option(names = "--prefix", required = true)
    private String prefix = "";

    @Option(names = "--sessions", required = true)
    private int sessions;

    @Option(names = "--poll-interval", defaultValue = "PT30S")
    private Duration pollInterval = Duration.ZERO;

    @Option(names = "--photo", required = true)
    private Path photo = Path.of("");

    @Option(names = "--out", required = true)
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        try (Product product = new Product(Environment.ofThisProcess())) {
            product.prepareAccount();
            MediaRef stored = product.photo(photo);
            double seconds = Parallel.run(sessions, STARTS_AT_ONCE, i -> {
                String name = prefix + "-" + i;
                List<TurnSpec> turns = i % 2 == 0
                        ? List.of(new TurnSpec.Edit("Zoom in. " + Script.HOLD_CHAT))
                        : product.job(
                                stored,
                                "Zoom in. " + Script.AT_ONCE + " " + Script.HOLD_RENDER,
                                out.resolve(name + ".mp4"));
                product.enqueue(product.spec(name, pollInterval), turns);
            });
            LoadGenerator.print(Map.of("sessions", sessions, "seconds", seconds));
            return 0;
        }
    }
}
