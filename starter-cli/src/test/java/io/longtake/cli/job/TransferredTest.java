package io.longtake.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.render.DownloadProgress;
import org.junit.jupiter.api.Test;

class TransferredTest {
    @Test
    void showsBytesTotalAndSpeed() {
        assertThat(Transferred.words(new DownloadProgress(2_430_000, 5_800_000, 1_240_000)))
                .isEqualTo("2.4 of 5.8 MB, 1.2 MB/s");
        assertThat(Transferred.words(new DownloadProgress(300_000, 5_800_000, 310_400)))
                .isEqualTo("0.3 of 5.8 MB, 311 kB/s");
    }

    @Test
    void anUnknownValueIsOmitted() {
        assertThat(Transferred.words(new DownloadProgress(300_000, -1, 0))).isEqualTo("0.3 MB");
        assertThat(Transferred.words(new DownloadProgress(0, 5_800_000, 0))).isEqualTo("0.0 of 5.8 MB");
    }
}
