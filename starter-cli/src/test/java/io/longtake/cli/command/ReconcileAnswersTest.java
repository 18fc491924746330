package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.reconcile.Resolution;
import org.junit.jupiter.api.Test;

class ReconcileAnswersTest {
    @Test
    void onlyOfferedAnswersAreAccepted() {
        assertThat(ReconcileCommand.way("f", false)).contains(Resolution.FINISH);
        assertThat(ReconcileCommand.way("a", true)).contains(Resolution.ADOPT);
        assertThat(ReconcileCommand.way("", false)).contains(Resolution.LOOK);
        assertThat(ReconcileCommand.way("x", false)).isEmpty();
        assertThat(ReconcileCommand.way("a", false)).isEmpty();
        assertThat(ReconcileCommand.way("f", true)).isEmpty();
    }
}
