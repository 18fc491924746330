package io.longtake.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.reconcile.Finding.Now;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
    @ParameterizedTest
    @CsvSource({"LOOK, resumed", "ADOPT, resumed", "FINISH, resumed", "CANCEL, cancelled", "GO_ON, left"})
    void anExportThatWasStartedAgainIsNotSettledYet(Resolution way, String word) {
        var finding = new Finding("fz", OptionalInt.of(3), "export", Reconciliation.exportNow(way), "To follow it: …");
        assertThat(finding.line()).startsWith("fz, export 3: " + word + ".");
        assertThat(finding.document()).containsEntry("now", word);
        assertThat(finding.open()).isFalse();
    }

    @Test
    void whatTheBackendShowsIsSettled() {
        assertThat(new Finding("fz", OptionalInt.of(2), "edit", Now.ADOPTED, "Done.").line())
                .isEqualTo("fz, edit 2: settled. Done.");
    }

    @Test
    void aLostRenderIsResumedAndNotRenderedASecondTime() {
        assertThat(Reconciliation.lostReport("fz", "r-1"))
                .contains("Render r-1 is no longer running")
                .endsWith("longtake reconcile fz")
                .doesNotContain("longtake export");
    }
}
