package io.longtake.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dashboard and alerts query metrics that exist, and each alert has its page. */
class ObservabilityFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = ROOT.resolve("docker/observability");
    private static final Pattern OURS = Pattern.compile("longtake_[a-z_]+");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (\\S+)");

    @Test
    void theDashboardQueriesMetricsThatExist() throws IOException {
        var queries = new ArrayList<String>();
        new ObjectMapper()
                .readTree(FOLDER.resolve("grafana/longtake.json").toFile())
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach((JsonNode target) ->
                                queries.add(target.path("expr").asText())));
        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(names(String.join("\n", queries))).isNotEmpty().isSubsetOf(exposed());
    }

    @Test
    void theAlertsQueryMetricsThatExist() throws IOException {
        var rules = Files.readAllLines(FOLDER.resolve("alerts.yml")).stream()
                .filter(line -> !line.contains("job") || line.contains("expr"))
                .collect(Collectors.joining("\n"));
        assertThat(names(rules)).isNotEmpty().isSubsetOf(exposed());
    }

    @Test
    void eachAlertHasAPageThatIsNamedInTheList() throws IOException {
        var rules = Files.readString(FOLDER.resolve("alerts.yml"));
        var pages =
                RUNBOOK.matcher(rules).results().map(found -> found.group(1)).toList();
        assertThat(pages).hasSize(rules.split("- alert: ", -1).length - 1);
        assertThat(pages).allSatisfy(page -> assertThat(ROOT.resolve(page)).exists());
        assertThat(Files.readString(ROOT.resolve("docs/runbooks/README.md")))
                .contains(pages.stream()
                        .map(page -> page.substring(page.lastIndexOf('/') + 1))
                        .toList());
    }

    private static Set<String> names(String text) {
        return OURS.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exposed() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> metric.kind() == Metric.Kind.TIMER
                        ? List.of("_bucket", "_sum", "_count").stream().map(end -> metric.prometheusName() + end)
                        : List.of(metric.prometheusName()).stream())
                .collect(Collectors.toSet());
    }
}
