package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.delivery.Output;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.media.Refusal;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.SessionNames;
import io.longtake.files.digest.Sha256;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchPlanTest {
    @TempDir
    Path folder;

    /** Rules that check the disk as the command's rules do, but not the content of images. */
    private final class Rules implements BatchPlan.Rules {
        @Override
        public Row.Source source(String file) {
            if (FileIntake.isUrl(file)) {
                return new Row.Source.OnTheWeb(file);
            }
            var path = folder.resolve(file);
            if (!Files.exists(path)) {
                return new Row.Source.Unusable(new Refusal(
                        file, "does not exist", "", Refusal.Strength.ALWAYS, ExitCode.NOT_FOUND, "NotFound"));
            }
            try {
                var media = new MediaRef(Sha256.of(path), Files.size(path), file, "image/jpeg");
                return new Row.Source.OnDisk(new IntakeResult.Checked(
                        file, Optional.of(path), Optional.of(media), Optional.empty(), List.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String prompt(String prompt, Optional<String> ratio) {
            if (prompt.isBlank()) {
                throw CommandFailure.usage("The prompt is empty.");
            }
            return prompt + ratio.map(shape -> " " + shape).orElse("");
        }

        @Override
        public Path output(Path folder, String name) {
            return Output.film(folder, name);
        }

        @Override
        public void refuseTaken(Path output) {
            if (Files.exists(output)) {
                throw new CommandFailure(ExitCode.USAGE, "OutputExists", output + " is there.");
            }
        }
    }

    @BeforeEach
    void photos() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "a");
        Files.writeString(folder.resolve("b.jpg"), "b");
    }

    @Test
    void badRowsAreReportedWithTheirLineAndTheOthersAreKept() throws IOException {
        var plan = plan("""
                file,prompt,output,ratio
                a.jpg,calm,a.mp4,
                gone.jpg,calm,g.mp4,
                b.jpg,,b.mp4,
                b.jpg,calm,a.mp4,
                b.jpg,calm,nowhere/b.mp4,
                b.jpg,calm,b.mp4,9:16
                ,calm,c.mp4,
                """);

        assertThat(plan.filmRows()).extracting(Row.Wish::number).containsExactly(1, 6);
        assertThat(plan.refused())
                .extracting(Row.Refused::fault)
                .containsExactly(Row.Fault.FILE, Row.Fault.WISH, Row.Fault.WISH, Row.Fault.WISH, Row.Fault.WISH);
        assertThat(plan.filmRows().get(1).prompt()).isEqualTo("calm 9:16");
        assertThat(plan.refused())
                .extracting(Row.Refused::reason)
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("Line 3:").contains("gone.jpg"),
                        why -> assertThat(why).startsWith("Line 4:").contains("prompt is empty"),
                        why -> assertThat(why).startsWith("Line 5:").contains("the output of line 2"),
                        why -> assertThat(why).startsWith("Line 6:").contains("nowhere"),
                        why -> assertThat(why).startsWith("Line 8:").contains("no file is specified"));
    }

    @Test
    void theSameRowHasTheSameSessionAtAnyPosition() throws IOException {
        var once = plan("file,prompt\na.jpg,calm\nb.jpg,calm\n").filmRows();
        var again = plan("file,prompt\nb.jpg,calm\na.jpg,calm\n").filmRows();

        assertThat(again.get(1).session()).isEqualTo(once.get(0).session());
        assertThat(again.get(0).session()).isEqualTo(once.get(1).session());
        assertThat(SessionNames.checked(once.get(0).session())).startsWith("list-");
    }

    @Test
    void anotherPromptOrAnotherImageIsAnotherSession() throws IOException {
        var before = plan("file,prompt\na.jpg,calm\n").filmRows().get(0).session();
        var wish = plan("file,prompt\na.jpg,loud\n").filmRows().get(0).session();
        Files.writeString(folder.resolve("a.jpg"), "another picture");
        var picture = plan("file,prompt\na.jpg,calm\n").filmRows().get(0).session();

        assertThat(before).isNotEqualTo(wish).isNotEqualTo(picture);
    }

    @Test
    void anUnnamedOutputIsNamedAfterTheFile() throws IOException {
        assertThat(plan("file,prompt\na.jpg,calm\n").filmRows().get(0).output()).isEqualTo(folder.resolve("a.mp4"));
    }

    @Test
    void theSameRowTwiceIsOneFilm() throws IOException {
        var plan = plan("file,prompt,output\na.jpg,calm,\nb.jpg,calm,\na.jpg,calm,a.mp4\n");

        assertThat(plan.filmRows()).extracting(Row.Wish::number).containsExactly(1, 2);
        assertThat(plan.refused()).singleElement().satisfies(row -> {
            assertThat(row.fault()).isEqualTo(Row.Fault.REPEATED);
            assertThat(row.reason()).isEqualTo("Line 4: it requests the same film as line 2. The film is made once.");
            assertThat(RowResult.refused(row, false).status()).isEqualTo(RowResult.Status.SKIPPED);
        });
    }

    @Test
    void aUrlIsARowAndItsFilmIsNamedAfterTheLastPartOfItsPath() throws IOException {
        var wish = plan("file,prompt\nhttps://host.example/a/p%20q.jpg?size=big,calm\n")
                .filmRows()
                .get(0);

        assertThat(wish.output()).isEqualTo(folder.resolve("p q.mp4"));
        assertThat(wish.source()).isEqualTo(new Row.Source.OnTheWeb("https://host.example/a/p%20q.jpg?size=big"));
    }

    @Test
    void aNameWithALineBreakIsReportedOnOneLine() throws IOException {
        var plan = plan("file,prompt,output\n\"gone\nLine 9: b.jpg\",calm,\na.jpg,calm,\"nowhere/x\ny.mp4\"\n");

        assertThat(plan.refused()).allSatisfy(row -> assertThat(row.reason()).hasLineCount(1));
        assertThat(plan.refused())
                .allSatisfy(
                        row -> assertThat(RowResult.refused(row, false).line()).hasLineCount(1));
    }

    @Test
    void anInvalidOutputNameFailsOnlyItsRow() throws IOException {
        var plan = plan("file,prompt,output\na.jpg,1,-\na.jpg,2,films/\na.jpg,3,..\na.jpg,4,a.mov\na.jpg,5,b.jpg\n");

        assertThat(plan.filmRows()).isEmpty();
        assertThat(plan.refused())
                .extracting(Row.Refused::reason)
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("Line 2:").contains("standard output"),
                        why -> assertThat(why).contains("is a folder"),
                        why -> assertThat(why).contains("is a folder"),
                        why -> assertThat(why).contains(".mov").contains("a.mp4"),
                        why -> assertThat(why).contains(".jpg"));
    }

    @Test
    void anExistingOutputFailsItsRowAndAnOutputThatIsTheInputIsReported() throws IOException {
        Files.writeString(folder.resolve("there.mp4"), "mine");
        Files.copy(folder.resolve("b.jpg"), folder.resolve("b.mp4"));
        var plan = plan("file,prompt,output\na.jpg,calm,there.mp4\na.jpg,calm,free.mp4\nb.mp4,calm,b.mp4\n");

        assertThat(plan.filmRows()).extracting(Row.Wish::number).containsExactly(2);
        assertThat(plan.refused())
                .satisfiesExactly(
                        row -> {
                            assertThat(row.fault()).isEqualTo(Row.Fault.OUTPUT);
                            var result = RowResult.refused(row, true);
                            assertThat(result.status()).isEqualTo(RowResult.Status.FAILED);
                            assertThat(result.error().orElseThrow().type()).isEqualTo("OutputExists");
                        },
                        row -> assertThat(row.reason()).contains("is the input"));
    }

    private BatchPlan plan(String csv) throws IOException {
        var path = Files.writeString(folder.resolve("list.csv"), csv);
        var manifest = Manifest.read(path);
        return BatchPlan.check(
                BatchPlan.nameOf(manifest),
                manifest,
                new BatchPlan.Defaults("", Optional.empty(), folder),
                new Rules());
    }

    @Test
    void aRowOfAFolderOrAnArrayIsNotALine() throws IOException {
        var path = folder.resolve("list.json");
        Files.writeString(path, """
                [
                  {
                    "file": "a.jpg",
                    "prompt": "calm"
                  },
                  {"file": "gone.jpg", "prompt": "calm"},
                  {"file": "b.jpg", "prompt": "calm", "output": "a.mp4"}
                ]
                """);
        assertThat(reasons(path, ""))
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("Row 2: gone.jpg does not exist"),
                        why -> assertThat(why).startsWith("Row 3:").contains("the output of row 1"));
        Files.delete(path);
        assertThat(reasons(folder, ""))
                .satisfiesExactly(why -> assertThat(why).startsWith("Row 1:"), why -> assertThat(why)
                        .startsWith("Row 2:"));
    }

    private List<String> reasons(Path manifest, String prompt) {
        var defaults = new BatchPlan.Defaults(prompt, Optional.empty(), folder);
        return BatchPlan.check("list", Manifest.read(manifest), defaults, new Rules()).refused().stream()
                .map(Row.Refused::reason)
                .toList();
    }
}
