package io.longtake.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.environment.Environment;
import io.longtake.load.backend.Script;
import io.longtake.load.product.Product;
import io.longtake.workflows.session.TurnSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "messages",
        description = "Sends a message to some of the idle sessions, one after the other, and prints how long it took"
                + " until the session accepted it, and until the backend had it.")
final class MessagesCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(1);
    private static final int SEED = 7;

    @Option(names = "--prefix", required = true)
    private String prefix = "";

    @Option(names = "--sessions", description = "number of sessions with that prefix", required = true)
    private int sessions;

    @Option(names = "--count", required = true)
    private int count;

    private final HttpClient http = HttpClient.newHttpClient();

    /** Seconds. */
    private record Taken(List<Double> accepted, List<Double> arrived, List<Double> again) {}

    @Override
    public Integer call() throws Exception {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, sessions).boxed().toList());
        Collections.shuffle(numbers, new Random(SEED));
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Product product = new Product(Environment.ofThisProcess())) {
            for (int number : numbers.subList(0, count)) {
                // The first message also opens a session at the backend; the second one is sent to an idle session.
                send(product, number, "first", taken.accepted(), taken.arrived());
                send(product, number, "second", new ArrayList<>(), taken.again());
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("accepted", taken.accepted());
        result.put("arrived", taken.arrived());
        result.put("arrivedAgain", taken.again());
        LoadGenerator.print(result);
        return 0;
    }

    private void send(Product product, int number, String which, List<Double> accepted, List<Double> arrived)
            throws IOException, InterruptedException {
        String name = prefix + "-" + number;
        String text = "Zoom in, " + name + ", " + which + ". " + Script.AT_ONCE;
        Instant start = Instant.now();
        product.enqueue(product.spec(name, IdleCommand.POLL_INTERVAL), List.of(new TurnSpec.Edit(text)));
        accepted.add(seconds(start, Instant.now()));
        arrived.add(seconds(start, arrival(product.backendUrl(), text)));
        product.awaitIdle(name);
    }

    private Instant arrival(String backend, String text) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(ARRIVAL_LIMIT);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(backend + "/load/arrivals")).build();
        while (Instant.now().isBefore(end)) {
            JsonNode arrivals =
                    JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
            if (arrivals.has(text)) {
                return Instant.ofEpochMilli(arrivals.path(text).asLong());
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The backend has not received in " + ARRIVAL_LIMIT + ": " + text);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
