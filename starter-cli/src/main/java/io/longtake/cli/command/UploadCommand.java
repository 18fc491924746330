package io.longtake.cli.command;

import io.longtake.cli.client.JobTerms;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.TurnRunner;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.upload.UploadIntake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upload")
final class UploadCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE|URL")
    private List<String> sources = List.of();

    @Option(names = "--detach", description = "Queue the job and exit.")
    private boolean detach;

    @Mixin
    private SkipBadOption skipBad = new SkipBadOption();

    @Mixin
    private DuplicatesOption duplicates = new DuplicatesOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    @Mixin
    private TellingOptions telling = new TellingOptions();

    UploadCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        telling.begin(invocation, "upload", Optional.of(name), detach);
        SessionNames.checked(name);
        requests.check();
        var uploadIntake = new UploadIntake(invocation, false);
        var intakeResult = uploadIntake.admit(sources, Optional.of(name), skipBad.skipping());
        var asked = RequestContents.upload(name, intakeResult, duplicates.word());
        var earlier = requests.find(invocation, asked);
        try (var access = new SessionAccess(invocation)) {
            var files = uploadIntake.enter(intakeResult, access, Optional.of(name), skipBad.skipping());
            var fresh = duplicates.fresh(files, uploadIntake.held());
            if (earlier.isEmpty()) {
                duplicates.report(invocation, name, intakeResult, uploadIntake.held());
                if (fresh.isEmpty()) {
                    return nothingToAdd();
                }
            }
            var request = earlier.orElseGet(() -> requests.record(invocation, asked, name));
            // If an earlier command's request was received, the session may already hold the files.
            var turn = access.lists().adding(fresh.isEmpty() ? files : fresh, duplicates.add());
            return new TurnRunner(invocation, access, name).run(turn, request, detach, JobTerms.NONE);
        }
    }

    private int nothingToAdd() {
        invocation.output().result(Documents.noTurn(name), () -> "");
        invocation.statusOutput().info("Nothing was uploaded.");
        return ExitCode.DONE.number();
    }
}
