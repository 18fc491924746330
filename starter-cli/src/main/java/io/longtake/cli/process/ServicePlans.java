package io.longtake.cli.process;

import java.util.List;
import java.util.Optional;

/** How each service is started and recognised. Tests use a different implementation than an installation. */
public interface ServicePlans {
    /** Chooses ports and builds the command line. */
    Launch launch(Service service);

    /** Returns the argument that only this home's process of this service has. */
    String marker(Service service);

    /**
     * Whether a process with this command line is this home's process of this service.
     *
     * @param arguments program name and arguments; empty if the system does not provide them
     */
    default boolean recognises(Service service, List<String> arguments) {
        return arguments.contains(marker(service));
    }

    /**
     * Returns what the service would be started with about other services, such as addresses; empty if this does not
     * matter.
     */
    Optional<String> dependsOn(Service service);

    /** Whether the service answers and is the expected one. Prepares it for work. Takes about two seconds at most. */
    boolean healthy(ServiceRecord found);

    /** Same as {@link #healthy}, without changing anything. */
    default boolean answers(ServiceRecord found) {
        return healthy(found);
    }

    /**
     * Whether the service responds, for a list of processes: cheaper than {@link #answers}, because it does not check what is
     * behind the port of a process that was already recognised.
     */
    default boolean responds(ServiceRecord found) {
        return answers(found);
    }

    /** Whether the process runs but has not reported its liveness for too long. Cheap: reads files and sends no request. */
    default boolean isUnresponsive(ServiceRecord found) {
        return false;
    }

    /** Forgets the port after a process ended right after its start: another program may have taken the port. */
    void forgetPort(Service service);
}
