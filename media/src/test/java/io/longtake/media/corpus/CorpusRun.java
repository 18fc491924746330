package io.longtake.media.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.guard.DecodeGuard;
import io.longtake.media.intake.MediaFacts;
import io.longtake.media.sound.SoundReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Checks specimens in the guarded child process, and decodes the usable ones with the readers to check their
 * colours.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CorpusRun {
    /** Time limit for one file, including the start of the child; files of 100 megapixels take longest. */
    private static final Duration HANG = Duration.ofSeconds(60);

    /**
     * The child's own limit is 2,500 MB, checked every 50 ms; a picture of 100 megapixels needs less. A higher peak
     * shows that the limit doesn't work.
     */
    private static final long MAX_MEGABYTES = 3_000;

    /** One second, in samples. */
    private static final int SECOND = 48_000;

    private static final List<String> NEVER_SAID =
            List.of("external library", "Exception", "\tat ", "INTERNAL", "null", "AVERROR", "Invalid data found");

    private final DecodeGuard guard = new DecodeGuard(HANG);
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final List<Specimen> specimens;
    private final int least;
    private ChildWatch watch;
    private CorpusCache shelf;
    private long making;
    private long looking;
    private long seeing;
    private String slowest = "";
    private long slowestNanos;

    /** @param least the number of specimens that there are at the least */
    CorpusRun(List<Specimen> specimens, int least) {
        this.specimens = specimens;
        this.least = least;
    }

    @BeforeAll
    void begin() throws IOException {
        shelf = new CorpusCache(Path.of("target/corpus"));
        watch = new ChildWatch();
    }

    @AfterAll
    void report() {
        guard.close();
        watch.close();
        System.out.printf(
                "corpus: %d specimens %s; made in %.1f s, looked at in %.1f s, seen and heard in %.1f s; slowest %s %.1f s; "
                        + "child's peak %d MB%n",
                specimens.size(),
                verdicts,
                making / 1e9,
                looking / 1e9,
                seeing / 1e9,
                slowest,
                slowestNanos / 1e9,
                watch.peakMegabytes());
        assertThat(watch.looks()).as("looks at a child").isPositive();
        assertThat(watch.peakMegabytes()).as("megabytes of the child").isLessThan(MAX_MEGABYTES);
    }

    @Test
    void theCorpusHasItsSpecimens() {
        assertThat(specimens).hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void everySpecimenHasAUniqueName() {
        assertThat(specimens).extracting(Specimen::name).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsReadCorrectlyOrRefusedWithAReason() {
        return specimens.stream().map(specimen -> DynamicTest.dynamicTest(specimen.name(), () -> check(specimen)));
    }

    private void check(Specimen specimen) throws IOException {
        long begun = System.nanoTime();
        Path file = shelf.file(specimen);
        long made = System.nanoTime();
        making += made - begun;
        try {
            MediaFacts facts = guard.probe(file);
            took(specimen, System.nanoTime() - made);
            verdicts.merge("usable", 1, Integer::sum);
            check(file, facts, specimen.expected());
        } catch (MediaException e) {
            took(specimen, System.nanoTime() - made);
            verdicts.merge("refused as " + e.reason(), 1, Integer::sum);
            check(file, e, specimen.expected());
        }
    }

    private void took(Specimen specimen, long nanos) {
        looking += nanos;
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = specimen.name();
        }
    }

    private void check(Path file, MediaFacts facts, Expected expected) throws IOException {
        if (expected instanceof Expected.Either either) {
            check(file, facts, either.usable());
            return;
        }
        if (expected instanceof Expected.Refused refused) {
            throw new AssertionError("read as " + facts + ", and has to be refused as " + refused.reasons());
        }
        Expected.Usable usable = (Expected.Usable) expected;
        assertThat(facts.kind()).isEqualTo(usable.kind());
        assertThat(facts.width() + "x" + facts.height()).isEqualTo(usable.width() + "x" + usable.height());
        assertThat(usable.millis().contains((double) facts.duration().toMillis()))
                .as("%s ms is within %s", facts.duration().toMillis(), usable.millis())
                .isTrue();
        if (usable.width() > 0) {
            see(file, usable);
        } else {
            hear(file, facts.duration());
        }
    }

    /** The reported length must match the samples that are read; the last frame may be padded. */
    private void hear(Path file, Duration told) throws IOException {
        long begun = System.nanoTime();
        float[] left = new float[SECOND];
        float[] right = new float[SECOND];
        long samples = 0;
        try (SoundReader sound = new SoundReader(file, Duration.ZERO, 1)) {
            int read;
            do {
                read = sound.read(left, right, SECOND);
                samples += read;
            } while (read == SECOND);
        } finally {
            seeing += System.nanoTime() - begun;
        }
        assertThat(samples * 1000.0 / SECOND)
                .as("milliseconds heard")
                .isCloseTo((double) told.toMillis(), Offset.offset(110.0));
    }

    private void see(Path file, Expected.Usable usable) throws IOException {
        long begun = System.nanoTime();
        try (DecodedPixels seen = DecodedPixels.of(file, usable.kind())) {
            assertThat(seen.width() + "x" + seen.height())
                    .as("drawn as planned")
                    .isEqualTo(usable.width() + "x" + usable.height());
            for (Patch patch : usable.patches()) {
                double[] rgb = seen.around(patch.x(), patch.y());
                assertThat(patch.fits(rgb))
                        .as(
                                "%s, seen %s",
                                patch,
                                Arrays.toString(Arrays.stream(rgb)
                                        .mapToLong(Math::round)
                                        .toArray()))
                        .isTrue();
            }
        } finally {
            seeing += System.nanoTime() - begun;
        }
    }

    private static void check(Path file, MediaException e, Expected expected) {
        if (expected instanceof Expected.Either either) {
            check(file, e, either.refused());
            return;
        }
        if (expected instanceof Expected.Usable) {
            throw new AssertionError("refused as " + e.reason() + ": " + e.getMessage());
        }
        Expected.Refused refused = (Expected.Refused) expected;
        assertThat(e.reason()).as(e.getMessage()).isNotEqualTo(Reason.INTERNAL).isIn(refused.reasons());
        String name = String.valueOf(file.getFileName());
        assertThat(e).hasMessageContaining(name);
        String rest = e.getMessage().replace(name, "");
        assertThat(rest).doesNotContain(NEVER_SAID).containsPattern(refused.words());
    }
}
