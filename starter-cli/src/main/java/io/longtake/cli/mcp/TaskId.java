package io.longtake.cli.mcp;

import io.longtake.cli.mcp.CommandCall.Job;
import io.longtake.cli.session.SessionNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ID of a task, from which it is found again after every process was restarted: a tool, a session, and the turns of its job. It
 * also states when the task was created, because the protocol asks for that.
 */
record TaskId(Tool tool, Job job, Instant created) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z]{1,20})/(" + SessionNames.FORM + ")/(\\d{1,9}(?:,\\d{1,9})*)/([0-9a-f-]{1,64})/(\\d{1,12})");

    static Optional<TaskId> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Tools.named(matcher.group(1))
                .filter(tool -> tool.follows() != Tool.Follows.NOTHING)
                .map(tool -> new TaskId(
                        tool,
                        new Job(
                                matcher.group(2),
                                matcher.group(4),
                                Stream.of(matcher.group(3).split(",", -1))
                                        .map(Integer::valueOf)
                                        .toList()),
                        Instant.ofEpochSecond(Long.parseLong(matcher.group(5)))));
    }

    @Override
    public String toString() {
        return String.join(
                "/", tool.name(), job.session(), turns(), job.lineage(), Long.toString(created.getEpochSecond()));
    }

    private String turns() {
        return job.turns().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Returns the command that reports the job's result. */
    List<String> report() {
        return List.of("wait", "--turns=" + turns(), "--lineage=" + job.lineage(), "--", job.session());
    }

    /** Returns the command that shows the turn of a task with only one. */
    List<String> show() {
        int turn = job.turns().get(0);
        return List.of("show", "--turns=" + turn + ".." + turn, "--", job.session());
    }

    List<String> cancel() {
        return switch (tool.name()) {
            case "edit" -> List.of("cancel", "--", job.session(), "edit");
            case "export" -> List.of("cancel", "--", job.session(), "export");
            default -> List.of("cancel", "--", job.session());
        };
    }
}
