package io.longtake.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void everyCodeIsMoreSevereThanDoneAndLessThanUnknown(ExitCode code) {
        assertThat(ExitCode.worst(ExitCode.DONE.number(), code.number())).isEqualTo(code.number());
        assertThat(ExitCode.worst(code.number(), ExitCode.UNKNOWN.number())).isEqualTo(ExitCode.UNKNOWN.number());
    }
}
