package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.product.Product;
import io.longtake.load.run.Parallel;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "check", description = "Prints how many turns of the sessions have which kind and status.")
final class CheckCommand implements Callable<Integer> {
    private static final int QUERIES_AT_ONCE = 4;

    @Option(names = "--prefix", required = true)
    private String prefix = "";

    @Option(names = "--sessions", required = true)
    private int sessions;

    @Override
    public Integer call() throws Exception {
        Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
        try (Product product = new Product(Environment.ofThisProcess())) {
            Parallel.run(sessions, QUERIES_AT_ONCE, i -> {
                for (var turn : product.sessions().view(prefix + "-" + i).turns()) {
                    String key = turn.spec().kind() + " " + turn.status().word();
                    turns.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
                }
            });
        }
        LoadGenerator.print(new TreeMap<>(turns));
        return 0;
    }
}
