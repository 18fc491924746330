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
    void a_session_without_a_project_page_is_opened_in_the_web_ui_of_its_server() {
        assertThat(OpenCommand.workflowPage(server("127.0.0.1:8233"), "default", "fz"))
                .hasValueSatisfying(url -> assertThat(url)
                        .startsWith("http://127.0.0.1:8233/namespaces/default/workflows/")
                        .endsWith("fz"));
    }

    @Test
    void a_server_without_its_web_ui_has_no_page() {
        assertThat(OpenCommand.workflowPage(server(""), "default", "fz")).isEmpty();
    }
}
