package io.longtake.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.session.Output;
import io.longtake.cli.session.SessionNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchPlanTest {
    /** Rules that look at the disk as the command's do, and leave the bytes of pictures aside. */
    private static final BatchPlan.Rules RULES = new BatchPlan.Rules() {
        @Override
        public void picture(Path file) {
            if (!Files.exists(file)) {
                throw CommandFailure.notFound("There is no file " + file + ".");
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
        public void output(Path file) {
            Output.checked(file);
        }
    };

    @TempDir
    Path folder;

    @BeforeEach
    void photos() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "a");
        Files.writeString(folder.resolve("b.jpg"), "b");
    }

    @Test
    void everyBadRowIsNamedWithItsLineAndTheOthersStand() throws IOException {
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

        assertThat(plan.wishes()).extracting(Row.Wish::number).containsExactly(1, 6);
        assertThat(plan.wishes().get(1).prompt()).isEqualTo("calm 9:16");
        assertThat(plan.refused())
                .extracting(Row.Refused::reason)
                .satisfiesExactly(
                        why -> assertThat(why).startsWith("Line 3:").contains("gone.jpg"),
                        why -> assertThat(why).startsWith("Line 4:").contains("prompt is empty"),
                        why -> assertThat(why).startsWith("Line 5:").contains("the output of line 2"),
                        why -> assertThat(why).startsWith("Line 6:").contains("nowhere"),
                        why -> assertThat(why).startsWith("Line 8:").contains("names no file"));
    }

    @Test
    void theSameRowHasTheSameSessionWhereverItStands() throws IOException {
        var once = plan("file,prompt\na.jpg,calm\nb.jpg,calm\n").wishes();
        var again = plan("file,prompt\nb.jpg,calm\na.jpg,calm\n").wishes();

        assertThat(again.get(1).session()).isEqualTo(once.get(0).session());
        assertThat(again.get(0).session()).isEqualTo(once.get(1).session());
        assertThat(SessionNames.checked(once.get(0).session())).startsWith("list-");
    }

    @Test
    void anotherWishOrAnotherPictureIsAnotherSession() throws IOException {
        var before = plan("file,prompt\na.jpg,calm\n").wishes().get(0).session();
        var wish = plan("file,prompt\na.jpg,loud\n").wishes().get(0).session();
        Files.writeString(folder.resolve("a.jpg"), "another picture");
        var picture = plan("file,prompt\na.jpg,calm\n").wishes().get(0).session();

        assertThat(before).isNotEqualTo(wish).isNotEqualTo(picture);
    }

    @Test
    void anOutputThatNobodyNamedIsCalledLikeTheFile() throws IOException {
        assertThat(plan("file,prompt\na.jpg,calm\n").wishes().get(0).output()).isEqualTo(folder.resolve("a.mp4"));
    }

    private BatchPlan plan(String csv) throws IOException {
        var path = Files.writeString(folder.resolve("list.csv"), csv);
        var manifest = Manifest.read(path);
        return BatchPlan.check(
                BatchPlan.nameOf(manifest), manifest, new BatchPlan.Defaults("", Optional.empty(), folder), RULES);
    }
}
