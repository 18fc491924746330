package io.longtake.activities.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIntentLogTest extends IntentLogContract {
    @TempDir
    Path home;

    @Override
    protected IntentLog log() {
        return new FileIntentLog(home);
    }

    @Test
    void anIdThatIsNotAFileNameStaysInsideTheFolder() throws IOException {
        assertThat(log().begin("../../outside")).isTrue();
        assertThat(home.resolve("../outside")).doesNotExist();
    }
}
