package io.longtake.cli.process;

import java.util.List;
import java.util.Optional;

/** How each service is started and recognised; what differs between an installation and a test. */
public interface ServicePlans {
    /** Chooses ports and puts the command together. */
    Launch launch(Service service);

    /** The argument that only this home's process of this service carries. */
    String marker(Service service);

    /**
     * Whether a process with this command line is this home's process of this service.
     *
     * @param arguments the program's name among them; empty where the system doesn't tell them
     */
    default boolean recognises(Service service, List<String> arguments) {
        return arguments.contains(marker(service));
    }

    /** What the service would be told about the others now; empty when that does not matter. */
    Optional<String> dependsOn(Service service);

    /** Whether it answers, and as what it claims to be; prepares it for work. Takes at most about two seconds. */
    boolean healthy(ServiceRecord found);

    /** The same, changing nothing. */
    default boolean answers(ServiceRecord found) {
        return healthy(found);
    }

    /** Whether it runs, but has not shown for long that it is well. Cheap: looks at files, asks nobody. */
    default boolean hangs(ServiceRecord found) {
        return false;
    }

    /** After a start that ended at once: its port may have been taken. */
    void forgetPort(Service service);
}
