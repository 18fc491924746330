package io.longtake.cli.reference;

import io.longtake.activities.metrics.Metric;
import io.longtake.activities.nemo.answer.Endpoint;
import io.longtake.activities.telemetry.Step;
import io.longtake.cli.help.HelpPage;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.setting.Setting;
import io.longtake.studio.language.Language;
import io.longtake.studio.understand.Wording;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.SessionAttributes;
import io.longtake.workflows.session.SessionStatus;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pages that consist of a table or of a list each. */
final class Pages {
    private Pages() {}

    static String exitCodes() {
        return new Markdown("Exit codes")
                .paragraph(
                        "`chat` ends with the most severe exit code of its messages. `batch` and other commands that use"
                                + " codes in their own way describe them in [commands.md](commands.md).")
                .table(
                        List.of("exit code", "meaning"),
                        Arrays.stream(ExitCode.values())
                                .map(code -> List.of(String.valueOf(code.number()), code.meaning()))
                                .toList())
                .text();
    }

    static String settings() {
        return new Markdown("Settings")
                .paragraph(
                        "Options of the command line come first, then the environment, then `./longtake.toml`, then the"
                                + " user's own file, then the default. `longtake config list` shows each value in force and where"
                                + " it comes from. A duration is written `30s`, `15m` or `1h`; a switch is `on` or `off`.")
                .table(
                        List.of("setting", "environment variable", "kind", "default", "meaning"),
                        Arrays.stream(Setting.values())
                                .map(setting -> List.of(
                                        code(setting.key()),
                                        code(setting.variable()),
                                        setting.kind().name().toLowerCase(Locale.ROOT),
                                        setting.defaultText().isEmpty() ? "" : code(setting.defaultText()),
                                        setting.documentation()))
                                .toList())
                .text();
    }

    static String editing() {
        Markdown page = new Markdown("What the studio understands").paragraph(HelpPage.INTRODUCTION.replace('\n', ' '));
        Language.read().forEach(language -> sections(page.part(language.name()), Wording.of(language)));
        return page.text();
    }

    private static void sections(Markdown page, Wording wording) {
        wording.grammar().sections().forEach(section -> {
            List<String> examples = new ArrayList<>(section.others());
            examples.addAll(section.examples());
            page.section(section.title())
                    .paragraph(examples.stream().map(example -> "- " + example).collect(Collectors.joining("\n")));
        });
    }

    static String searchAttributes() {
        return new Markdown("Search attributes")
                .paragraph(
                        "A session's workflow writes them when its status changes; Temporal's list of workflows can be"
                                + " filtered by them, for example `LongtakeStatus = \"unsettled\"`. The worker registers them when"
                                + " it starts.")
                .table(
                        List.of("name", "type", "meaning"),
                        SessionAttributes.all().stream()
                                .map(key -> List.of(code(key.getName()), type(key), meaning(key)))
                                .toList())
                .text();
    }

    static String metrics() {
        return new Markdown("Metrics")
                .paragraph(
                        "A worker serves them at `metrics.address`, see [docs/observability.md](../observability.md), with those"
                                + " of the Temporal SDK (`temporal_…`) and of the JVM (`jvm_…`, `process_…`). A timer is a histogram in"
                                + " seconds: `…_bucket`, `…_sum` and `…_count`. No label contains data of users.")
                .table(
                        List.of("name", "type", "labels", "meaning"),
                        Arrays.stream(Metric.values())
                                .map(metric -> List.of(
                                        code(metric.prometheusName()),
                                        metric.kind().name().toLowerCase(Locale.ROOT),
                                        metric.labels().stream()
                                                .map(Pages::code)
                                                .collect(Collectors.joining(", ")),
                                        metric.documentation()))
                                .toList())
                .part("Values of labels")
                .table(
                        List.of("label", "values"),
                        List.of(
                                List.of(
                                        "`kind`",
                                        "`media`, `edit`, `export`; `unknown` is a request of a newer version"),
                                List.of("`outcome` of turns", constants(ended())),
                                List.of("`step`", constants(Step.values())),
                                List.of(
                                        "`outcome` of steps",
                                        "`ok`, `stopped`, `error`, or a failure type: "
                                                + constants(FailureType.values())),
                                List.of("`route`", constants(Endpoint.values()))))
                .text();
    }

    private static TurnStatus[] ended() {
        return Arrays.stream(TurnStatus.values()).filter(TurnStatus::ended).toArray(TurnStatus[]::new);
    }

    private static String constants(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> code(value.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static String type(SearchAttributeKey<?> key) {
        return key.getValueType().name().replace("INDEXED_VALUE_TYPE_", "").toLowerCase(Locale.ROOT);
    }

    private static String meaning(SearchAttributeKey<?> key) {
        if (key.equals(SessionAttributes.STATUS)) {
            return "how the session stands: "
                    + Arrays.stream(SessionStatus.values())
                            .filter(status -> status != SessionStatus.UNKNOWN)
                            .map(status -> code(status.word()))
                            .collect(Collectors.joining(", "));
        }
        if (key.equals(SessionAttributes.BACKEND)) {
            return "`studio`, or the address of the backend";
        }
        if (key.equals(SessionAttributes.CHANGED)) {
            return "when the status became what it is";
        }
        throw new AssertionError("the search attribute " + key.getName() + " has no meaning in " + Pages.class);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
