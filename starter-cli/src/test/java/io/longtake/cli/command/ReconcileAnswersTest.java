package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.reconcile.Way;
import org.junit.jupiter.api.Test;

class ReconcileAnswersTest {
    @Test
    void only_what_was_offered_decides() {
        assertThat(ReconcileCommand.way("f", false)).contains(Way.FINISH);
        assertThat(ReconcileCommand.way("a", true)).contains(Way.ADOPT);
        assertThat(ReconcileCommand.way("", false)).contains(Way.LOOK);
        assertThat(ReconcileCommand.way("x", false)).isEmpty();
        assertThat(ReconcileCommand.way("a", false)).isEmpty();
        assertThat(ReconcileCommand.way("f", true)).isEmpty();
    }
}
