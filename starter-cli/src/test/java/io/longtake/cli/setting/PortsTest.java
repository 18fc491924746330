package io.longtake.cli.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void aPortIsReturned(int port) {
        assertThat(Ports.checked("--port", port)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, 70_000})
    void aNumberThatIsNoPortIsAUsageErrorThatNamesTheLimit(int port) {
        var failure = catchThrowableOfType(CommandFailure.class, () -> Ports.checked("--port", port));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure.sentence()).contains("--port", "65535", Integer.toString(port));
    }
}
