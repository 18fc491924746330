package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;

/** The logs of the background processes of one home. */
public final class ServiceLogs {
    private final HomeFolder home;

    public ServiceLogs(HomeFolder home) {
        this.home = home;
    }

    public LogFile of(Service service) {
        return new LogFile(home.logFolder().resolve(service.label() + ".log"));
    }

    /** Keeps every log within its size limit. */
    public void bound() {
        for (var service : Service.values()) {
            of(service).bound();
        }
    }
}
