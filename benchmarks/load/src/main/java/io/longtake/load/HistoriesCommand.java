package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.figures.HistoryFigures;
import io.longtake.load.product.Product;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "histories", description = "Prints figures of the histories of workflows and their children.")
final class HistoriesCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "WORKFLOW-ID")
    private List<String> workflowIds = List.of();

    @Override
    public Integer call() {
        try (Product product = new Product(Environment.ofThisProcess())) {
            var client = product.client();
            LoadGenerator.print(workflowIds.stream()
                    .map(id -> HistoryFigures.of(client, id))
                    .toList());
            return 0;
        }
    }
}
