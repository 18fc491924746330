package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.product.Product;
import io.longtake.load.run.Parallel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "idle", description = "Starts sessions without work.")
final class IdleCommand implements Callable<Integer> {
    /** The contract's; a session refuses a message that expects another one. */
    static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

    private static final int STARTS_AT_ONCE = 16;

    @Option(names = "--prefix", required = true)
    private String prefix = "";

    @Option(names = "--sessions", required = true)
    private int sessions;

    @Override
    public Integer call() throws Exception {
        try (Product product = new Product(Environment.ofThisProcess())) {
            product.prepareAccount();
            double seconds = Parallel.run(sessions, STARTS_AT_ONCE, i -> product.control()
                    .start(product.spec(prefix + "-" + i, POLL_INTERVAL)));
            LoadGenerator.print(Map.of("sessions", sessions, "seconds", seconds));
            return 0;
        }
    }
}
