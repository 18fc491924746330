package io.longtake.cli.adoption;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.activities.view.SessionViews;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.process.BackgroundServices;
import io.longtake.cli.process.Service;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.files.durable.Durable;
import io.longtake.studio.StudioCopy;
import io.longtake.studio.database.DatabaseException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a moved or copied home usable. The new location is recorded last, so an interrupted adoption can be repeated. */
public final class Adoption {
    private static final Logger log = LoggerFactory.getLogger(Adoption.class);

    private final HomeFolder home;
    private final StatusOutput statusOutput;

    public Adoption(HomeFolder home, StatusOutput statusOutput) {
        this.home = home;
        this.statusOutput = statusOutput;
    }

    /**
     * A session of a copied home that had unfinished turns.
     *
     * @param unknown turns whose outcome is unknown in this home: `reconcile` reads the backend's state
     * @param cancelled turns for which nothing was sent
     * @param ended whether the session could not be brought to an idle state and was terminated; its media are kept
     */
    public record SettledSession(String session, List<Integer> unknown, List<Integer> cancelled, boolean ended) {}

    /**
     * Adopts the home as moved: it is the only home with its identity and keeps everything, including its unfinished work.
     *
     * @throws CommandFailure exit 2, when a home with this identity still exists at the original path
     */
    public void moved(HomeFolder.Displaced from, BackgroundServices services) {
        if (Files.exists(begun())) {
            throw CommandFailure.usage("Adopting the home " + home.root() + " as a copy was interrupted."
                    + " To finish it: longtake home adopt --copied");
        }
        refuseIfOriginalExists(from.recordedPath());
        services.shutdown().stopServicesOf(from.recordedPath());
        recordPlace(home);
    }

    private void refuseIfOriginalExists(String recordedPath) {
        if (recordedPath.isEmpty()) {
            return;
        }
        try {
            var original = Path.of(recordedPath);
            var identity = original.resolve("installation");
            if (Files.exists(identity)
                    && !Files.isSameFile(original, home.root())
                    && Files.readString(identity).strip().equals(home.id())) {
                throw CommandFailure.usage("The home " + recordedPath + " still exists, so " + home.root()
                        + " is a copy. Use: longtake home adopt --copied");
            }
        } catch (IOException e) {
            // A home that can't be read can't be started either.
            log.debug("can't check {}", recordedPath, e);
        }
    }

    /**
     * Adopts the home as a copy: gives it a new identity and ends the original's unfinished work in it.
     *
     * @param servicesOf returns the processes of a home; they take ownership of the server's data
     * @return the sessions that had unfinished turns
     * @throws CommandFailure exit 2, when it is the same folder under another path
     */
    public List<SettledSession> copied(
            HomeFolder.Displaced from,
            Function<HomeFolder, BackgroundServices> servicesOf,
            TemporalConnections connections) {
        if (from.sameFolder()) {
            throw CommandFailure.usage("The home " + home.root() + " is not a copy: it " + from.what()
                    + " and is the same folder. Stop Longtake there, then run: longtake home adopt --moved");
        }
        try {
            Durable.write(begun(), home.id().getBytes(StandardCharsets.UTF_8));
            if (Files.isDirectory(home.studioFolder())) {
                StudioCopy.settle(home.studioFolder());
            }
            var renewed = home.withNewIdentity();
            var settled = Files.exists(home.serverDatabase())
                    ? settled(renewed, servicesOf.apply(renewed), connections)
                    : List.<SettledSession>of();
            recordPlace(renewed);
            Files.delete(begun());
            return settled;
        } catch (IOException | DatabaseException e) {
            throw notPrepared(e);
        }
    }

    static CommandFailure notPrepared(Exception e) {
        return CommandFailure.of(
                "AdoptionFailed",
                "The copied home can't be prepared: " + e.getMessage()
                        + ". The adoption is not finished; run the same command again.",
                e);
    }

    /**
     * Exists from the first change of a copy to its last: with a new identity, the home no longer shows which home it was copied
     * from.
     */
    private Path begun() {
        return home.root().resolve("adopting-copy");
    }

    private List<SettledSession> settled(
            HomeFolder renewed, BackgroundServices services, TemporalConnections connections) {
        statusOutput.info("Ending the unfinished work in this copy. Nothing is sent.");
        services.ensure(Set.of(Service.SERVER));
        try {
            var server = services.records()
                    .running(Service.SERVER)
                    .orElseThrow(() ->
                            CommandFailure.temporary("The server of " + renewed + " stopped right after it started."));
            var target = TemporalTarget.embedded(server.address());
            var client = WorkflowClient.newInstance(
                    connections.to(target),
                    WorkflowClientOptions.newBuilder()
                            .setNamespace(target.namespace())
                            .setIdentity("longtake-adopt")
                            .setDataConverter(PayloadEncryption.ofHome(renewed.root(), new KeyRing(renewed.root()))
                                    .converter())
                            .build());
            return new UnfinishedWork(client, SessionViews.ofHome(renewed.root()))
                    .settle().stream()
                            .map(one -> new SettledSession(one.session(), one.unknown(), one.cancelled(), one.ended()))
                            .toList();
        } finally {
            services.shutdown().stopAll();
        }
    }

    private static void recordPlace(HomeFolder place) {
        try {
            place.recordPlace();
        } catch (IOException e) {
            throw CommandFailure.of(
                    "HomeUnusable",
                    "The location of the home " + place + " can't be recorded: " + e.getMessage() + ".",
                    e);
        }
    }
}
