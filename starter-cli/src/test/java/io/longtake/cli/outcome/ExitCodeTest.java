package io.longtake.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void every_code_is_more_severe_than_done_and_less_than_unknown(ExitCode code) {
        assertThat(ExitCode.worst(ExitCode.DONE.number(), code.number())).isEqualTo(code.number());
        assertThat(ExitCode.worst(code.number(), ExitCode.UNKNOWN.number())).isEqualTo(ExitCode.UNKNOWN.number());
    }
}
