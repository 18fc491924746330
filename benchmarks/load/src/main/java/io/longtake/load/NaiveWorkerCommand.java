package io.longtake.load;

import io.longtake.cli.environment.Environment;
import io.longtake.load.plain.NaiveActivitiesImpl;
import io.longtake.load.plain.NaiveWorkflow;
import io.longtake.load.plain.NaiveWorkflowImpl;
import io.longtake.load.plain.PlainBackend;
import io.longtake.load.product.Product;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "naive-worker", description = "Runs a worker for the naive workflow until it is stopped.")
final class NaiveWorkerCommand implements Callable<Integer> {
    @Option(names = "--photo", required = true)
    private Path photo = Path.of("");

    @Override
    public Integer call() throws Exception {
        try (Product product = new Product(Environment.ofThisProcess())) {
            WorkerFactory factory = WorkerFactory.newInstance(product.client());
            Worker worker = factory.newWorker(NaiveWorkflow.TASK_QUEUE);
            worker.registerWorkflowImplementationTypes(NaiveWorkflowImpl.class);
            worker.registerActivitiesImplementations(
                    new NaiveActivitiesImpl(new PlainBackend(product.backendUrl()), Files.readAllBytes(photo)));
            factory.start();
            LoadGenerator.print(Map.of("taskQueue", NaiveWorkflow.TASK_QUEUE));
            Thread.currentThread().join();
            return 0;
        }
    }
}
