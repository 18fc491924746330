package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.process.ProcessIdentity;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import org.junit.jupiter.api.Test;

class OpenCommandTest {
    private static ServiceRecord server(String uiAddress) {
        var identity = new ProcessIdentity(1, "now");
        return new ServiceRecord(Service.SERVER, identity, "127.0.0.1:7233", uiAddress, "/home", "build", "", 0);
    }

    @Test
    void aSessionWithoutAProjectPageIsOpenedInTheWebUiOfItsServer() {
        assertThat(OpenCommand.workflowPage(server("127.0.0.1:8233"), "default", "fz"))
                .hasValueSatisfying(url -> assertThat(url)
                        .startsWith("http://127.0.0.1:8233/namespaces/default/workflows/")
                        .endsWith("fz"));
    }

    @Test
    void aServerWithoutItsWebUiHasNoPage() {
        assertThat(OpenCommand.workflowPage(server(""), "default", "fz")).isEmpty();
    }
}
