package io.longtake.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that the scripts call. Each prints one JSON document. */
@Command(
        name = "load",
        subcommands = {
            BackendCommand.class,
            NaiveWorkerCommand.class,
            JobsCommand.class,
            WaitingCommand.class,
            IdleCommand.class,
            MessagesCommand.class,
            HistoriesCommand.class,
            CheckCommand.class
        })
public final class LoadGenerator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadGenerator() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadGenerator())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    static void print(Object result) {
        System.out.println(JSON.valueToTree(result));
    }
}
