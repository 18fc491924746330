package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs")
final class LogsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "server|studio|worker",
            description = "Process whose log to show; default: all three.")
    @Nullable
    private String service;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "40",
            description = "Number of lines; default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(names = "--follow", description = "Show new lines until Ctrl-C. Requires the name of one process.")
    private boolean follow;

    LogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var chosen = chosen();
        var document = new LinkedHashMap<String, Object>();
        var text = new StringBuilder();
        for (var one : chosen) {
            var file = invocation.services().logs().of(one);
            var tail = file.tail(Math.max(1, lines));
            document.put(one.label(), java.util.Map.of("path", file.path().toString(), "lines", tail));
            if (chosen.size() > 1) {
                text.append("== ").append(file.path()).append('\n');
            }
            tail.forEach(line -> text.append(line).append('\n'));
        }
        invocation.output().result(document, () -> text.toString().stripTrailing());
        if (follow) {
            follow(chosen);
        }
        return ExitCode.DONE.number();
    }

    private List<Service> chosen() {
        if (service == null) {
            if (follow) {
                throw CommandFailure.usage("--follow shows one log. Specify server, studio or worker.");
            }
            return List.of(Service.values());
        }
        return List.of(Arrays.stream(Service.values())
                .filter(one -> one.label().equals(service))
                .findFirst()
                .orElseThrow(() ->
                        CommandFailure.usage("No process named '" + service + "'. Use server, studio or worker.")));
    }

    private void follow(List<Service> chosen) throws IOException, InterruptedException {
        var path = invocation.services().logs().of(chosen.get(0)).path();
        long position = Files.exists(path) ? Files.size(path) : 0;
        while (!Thread.currentThread().isInterrupted()) {
            if (Files.exists(path)) {
                long size = Files.size(path);
                position = size < position ? 0 : position;
                if (size > position) {
                    position = copy(path, position, size);
                }
            }
            Thread.sleep(200);
        }
    }

    private long copy(java.nio.file.Path path, long from, long to) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) Math.min(to - from, 1 << 20)];
            file.readFully(bytes);
            invocation.output().print(new String(bytes, StandardCharsets.UTF_8));
            return from + bytes.length;
        }
    }
}
