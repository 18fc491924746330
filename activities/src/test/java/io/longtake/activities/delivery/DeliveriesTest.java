package io.longtake.activities.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery.Existing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
    @TempDir
    Path folder;

    private Path out;
    private FileMediaStore store;
    private Deliveries deliveries;

    @BeforeEach
    void open() throws IOException {
        out = Files.createDirectories(folder.resolve("films")).resolve("out.mp4");
        store = FileMediaStore.ofHome(folder.resolve("home"));
        deliveries = new Deliveries(folder.resolve("home"), store);
    }

    private DeliveredFilm film(String renderId, String content) throws IOException {
        MediaRef file = store.put(content.getBytes(StandardCharsets.UTF_8), renderId + ".mp4", "video/mp4");
        return new DeliveredFilm("holiday", renderId, file);
    }

    private void leavesNothingBeside(Path... expected) throws IOException {
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(expected);
        }
    }

    @Test
    void aFilmIsDeliveredToAFreePath() throws IOException {
        deliveries.deliver(film("r1", "one"), out, Existing.KEEP);

        assertThat(out).hasContent("one");
        assertThat(deliveries.existingFile(out)).isEqualTo(new ExistingFile.Ours(film("r1", "one")));
        assertThat(deliveries.replacedBy("r1", out)).isEmpty();
        leavesNothingBeside(out);
    }

    @Test
    void aDeliveredFilmIsASeparateWritableFile() throws IOException {
        DeliveredFilm film = film("r1", "one");
        Path stored = store.path(film.file());
        Files.setPosixFilePermissions(stored, PosixFilePermissions.fromString("r--------"));

        deliveries.deliver(film, out, Existing.KEEP);

        assertThat(Files.isSameFile(out, stored)).isFalse();
        assertThat(Files.getPosixFilePermissions(out)).contains(PosixFilePermission.OWNER_WRITE);
        Files.writeString(out, "cut by hand");
        assertThat(stored).hasContent("one");
    }

    @Test
    void deliveredFilmsAreIdentifiedByTheirContent() throws IOException {
        deliveries.deliver(film("r1", "one"), out, Existing.KEEP);
        deliveries.deliver(film("r2", "two"), out, Existing.KEEP);
        deliveries.deliver(film("r3", "two"), out, Existing.KEEP);

        assertThat(deliveries.recorded())
                .containsOnly(Map.entry(out, List.of(film("r1", "one"), film("r2", "two"), film("r3", "two"))));
        assertThat(deliveries.filmsAt(out)).containsExactly(film("r2", "two"), film("r3", "two"));

        Files.writeString(out, "too");
        assertThat(deliveries.filmsAt(out)).as("edited").isEmpty();
        Files.delete(out);
        assertThat(deliveries.filmsAt(out)).as("gone").isEmpty();
        Files.createSymbolicLink(out, store.path(film("r2", "two").file()));
        assertThat(deliveries.filmsAt(out)).as("a link").isEmpty();
    }

    @Test
    void aForeignFileIsKeptUnlessOverwritingIsRequested() throws IOException {
        Files.writeString(out, "mine");

        assertThatThrownBy(() -> deliveries.deliver(film("r1", "one"), out, Existing.KEEP))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining(out.toString());
        assertThat(out).hasContent("mine");
        assertThat(deliveries.existingFile(out)).isInstanceOf(ExistingFile.Theirs.class);
        leavesNothingBeside(out);

        deliveries.deliver(film("r1", "one"), out, Existing.REPLACE);
        assertThat(out).hasContent("one");
        leavesNothingBeside(out);
    }

    @Test
    void theSameBytesAreNotAConflict() throws IOException {
        Files.writeString(out, "one");
        deliveries.deliver(film("r1", "one"), out, Existing.KEEP);
        assertThat(out).hasContent("one");
    }

    @Test
    void aFilmOfThisHomeIsReplacedAndStaysInTheStore() throws IOException {
        deliveries.deliver(film("r1", "one"), out, Existing.KEEP);
        deliveries.deliver(film("r2", "two"), out, Existing.KEEP);

        assertThat(out).hasContent("two");
        DeliveredFilm earlier = deliveries.replacedBy("r2", out).orElseThrow();
        assertThat(earlier.renderId()).isEqualTo("r1");
        assertThat(store.path(earlier.file())).hasContent("one");
        assertThat(deliveries.find("r1")).contains(earlier);

        deliveries.deliver(film("r2", "two"), out, Existing.KEEP);
        assertThat(deliveries.replacedBy("r2", out)).as("after a repeat").contains(earlier);
    }

    @Test
    void aModifiedFilmIsNotReplaced() throws IOException {
        deliveries.deliver(film("r1", "one"), out, Existing.KEEP);
        for (String changed : List.of("eno", "one and a half", "")) {
            Files.writeString(out, changed);
            assertThatThrownBy(() -> deliveries.deliver(film("r2", "two"), out, Existing.KEEP))
                    .isInstanceOf(OutputTakenException.class);
            assertThat(out).hasContent(changed);
        }
    }

    @Test
    void aFilmMissingFromTheStoreIsNotReplaced() throws IOException {
        DeliveredFilm first = film("r1", "one");
        deliveries.deliver(first, out, Existing.KEEP);
        Files.delete(store.path(first.file()));

        assertThatThrownBy(() -> deliveries.deliver(film("r2", "two"), out, Existing.KEEP))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("only copy");
        assertThat(out).hasContent("one");
    }

    @Test
    void aFilmOfAnotherHomeIsNotReplaced() throws IOException {
        Path neighbour = folder.resolve("neighbour");
        new Deliveries(neighbour, store).deliver(film("r1", "one"), out, Existing.KEEP);

        assertThatThrownBy(() -> deliveries.deliver(film("r2", "two"), out, Existing.KEEP))
                .isInstanceOf(OutputTakenException.class);
    }

    @Test
    void foldersAreNeverReplacedAndLinksOnlyOnRequest() throws IOException {
        Files.createDirectory(out);
        for (Existing existing : Existing.values()) {
            assertThatThrownBy(() -> deliveries.deliver(film("r1", "one"), out, existing))
                    .isInstanceOf(OutputTakenException.class)
                    .hasMessageContaining("is a folder");
        }
        Files.delete(out);
        Files.createSymbolicLink(out, Path.of("nowhere.mp4"));

        assertThatThrownBy(() -> deliveries.deliver(film("r1", "one"), out, Existing.KEEP))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("symbolic link");
        assertThat(Files.isSymbolicLink(out)).isTrue();
        leavesNothingBeside(out);

        deliveries.deliver(film("r1", "one"), out, Existing.REPLACE);
        assertThat(Files.isRegularFile(out, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    /** Starts all tasks at the same moment. */
    private static <T> List<T> together(List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        CyclicBarrier begin = new CyclicBarrier(works.size());
        try {
            List<Future<T>> ends = new ArrayList<>();
            for (Callable<T> work : works) {
                ends.add(threads.submit(() -> {
                    begin.await(30, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> end : ends) {
                results.add(end.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneOfManyHomesWinsAPath() throws Exception {
        for (int round = 0; round < 40; round++) {
            Path wanted = out.resolveSibling("film-" + round + ".mp4");
            List<Callable<Optional<String>>> works = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String content = "film of home " + i;
                Deliveries home = new Deliveries(folder.resolve("home-" + i), store);
                DeliveredFilm film = film("r" + i, content);
                works.add(() -> {
                    try {
                        home.deliver(film, wanted, Existing.KEEP);
                        return Optional.of(content);
                    } catch (OutputTakenException e) {
                        return Optional.empty();
                    }
                });
            }
            List<String> winners =
                    together(works).stream().flatMap(Optional::stream).toList();
            assertThat(winners).hasSize(1);
            assertThat(wanted).hasContent(winners.get(0));
            Files.delete(wanted);
        }
        leavesNothingBeside();
    }

    @Test
    void theLaterOfTwoFilmsReplacesTheOtherAndRecordsIt() throws Exception {
        for (int round = 0; round < 40; round++) {
            Path wanted = out.resolveSibling("film-" + round + ".mp4");
            DeliveredFilm one = film("one-" + round, "the first film");
            DeliveredFilm two = film("two-" + round, "the second film, which is longer");
            List<Callable<Boolean>> works = new ArrayList<>();
            for (DeliveredFilm film : List.of(one, two)) {
                works.add(() -> {
                    deliveries.deliver(film, wanted, Existing.KEEP);
                    return true;
                });
            }
            assertThat(together(works)).hasSize(2);
            DeliveredFilm last = ((ExistingFile.Ours) deliveries.existingFile(wanted)).film();
            DeliveredFilm other = last.equals(one) ? two : one;
            assertThat(deliveries.replacedBy(last.renderId(), wanted)).contains(other);
        }
    }

    // ---- disks that fail ----

    private Deliveries copying(Deliveries.Copying copying) {
        return new Deliveries(folder.resolve("home"), store, copying, Durable::placeNew);
    }

    @Test
    void aFullDiskIsReportedWithThePath() throws IOException {
        // FileChannel.transferTo throws a plain IOException without a path.
        Deliveries onFullDisk = copying((stored, part) -> {
            Files.writeString(part, "o");
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> onFullDisk.deliver(film("r1", "one"), out, Existing.KEEP))
                .hasMessage(out + " can't be written (no space left on device).");
        leavesNothingBeside();
    }

    @Test
    void aDeniedFolderIsReportedWithThePath() throws IOException {
        Deliveries denied = copying((stored, part) -> {
            throw new AccessDeniedException(part.toString());
        });

        assertThatThrownBy(() -> denied.deliver(film("r1", "one"), out, Existing.KEEP))
                .hasMessage(out + " can't be written (permission denied).");
    }

    @Test
    void aTruncatedStoredFilmIsReportedAsADamagedCopy() throws IOException {
        Deliveries truncated = copying((stored, part) -> false);

        assertThatThrownBy(() -> truncated.deliver(film("r1", "one"), out, Existing.KEEP))
                .isInstanceOf(DamagedCopyException.class)
                .hasMessage("The stored copy was truncated while it was copied to " + out + ".");
        leavesNothingBeside();
    }

    @Test
    void aCopyWithOtherContentIsReportedAndNotDelivered() throws IOException {
        DeliveredFilm film = film("r1", "one");
        Files.setPosixFilePermissions(store.path(film.file()), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(store.path(film.file()), "won");

        assertThatThrownBy(() -> deliveries.deliver(film, out, Existing.KEEP))
                .isInstanceOf(DamagedCopyException.class)
                .hasMessage("The copy made for " + out + " is damaged.");
        leavesNothingBeside();
    }

    // ---- file systems without hard links ----

    private Deliveries linking(Deliveries.Linking linking) {
        return new Deliveries(folder.resolve("home"), store, Deliveries::copy, linking);
    }

    private Deliveries withoutLinks() {
        return linking((complete, target) ->
                Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? Durable.Placing.TAKEN : Durable.Placing.NO_LINKS);
    }

    @Test
    void withoutHardLinksAFreePathIsUsedAndAForeignFileIsKept() throws IOException {
        withoutLinks().deliver(film("r1", "one"), out, Existing.KEEP);
        assertThat(out).hasContent("one");
        withoutLinks().deliver(film("r2", "two"), out, Existing.KEEP);
        assertThat(out).hasContent("two");
        Files.writeString(out, "");
        assertThatThrownBy(() -> withoutLinks().deliver(film("r3", "three"), out, Existing.KEEP))
                .isInstanceOf(OutputTakenException.class);
        assertThat(out).isEmptyFile();
        leavesNothingBeside(out);
    }

    @Test
    void withoutHardLinksTheNextTryRepairsACrashBetweenNameAndContent() throws IOException {
        Deliveries crashing = linking((complete, target) -> {
            // Simulates the loss of the complete file before it can take the reserved name.
            Files.delete(complete);
            return Durable.Placing.NO_LINKS;
        });
        assertThatThrownBy(() -> crashing.deliver(film("r1", "one"), out, Existing.KEEP))
                .isInstanceOf(IOException.class);
        assertThat(out).isEmptyFile();

        withoutLinks().deliver(film("r1", "one"), out, Existing.KEEP);
        assertThat(out).hasContent("one");
    }

    @Test
    void withoutHardLinksOnlyOneDeliveryCreatesThePath() throws Exception {
        for (int round = 0; round < 40; round++) {
            Path wanted = out.resolveSibling("film-" + round + ".mp4");
            List<Callable<Boolean>> works = new ArrayList<>();
            for (String content : List.of("a", "b")) {
                Path complete = Files.writeString(folder.resolve(content), content);
                works.add(() -> Durable.placeNewWithoutLinks(complete, wanted));
            }
            List<Boolean> firsts = together(works);
            assertThat(firsts).containsExactlyInAnyOrder(true, false);
            assertThat(wanted).hasContent(firsts.get(0) ? "a" : "b");
        }
    }
}
