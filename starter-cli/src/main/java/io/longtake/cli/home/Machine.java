package io.longtake.cli.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Identifies the machine: a keyed hash of systemd's machine id, because machine-id(5) says to keep the id itself confidential.
 *
 * <p>Unknown in containers: images have no id, all the same one, or get another at each start. There is no substitute: host names
 * and network cards change while a machine stays the same.
 */
final class Machine {
    private static final List<String> IDS = List.of("etc/machine-id", "var/lib/dbus/machine-id");

    /** Created by Docker, Podman and systemd-nspawn; the last one is the service account of Kubernetes. */
    private static final List<String> CONTAINERS =
            List.of(".dockerenv", "run/.containerenv", "run/host/container-manager", "var/run/secrets/kubernetes.io");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String PURPOSE = "longtake home";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 32;

    private Machine() {}

    /** Empty if unknown. */
    static String id() {
        return id(Path.of("/"));
    }

    /** @param root the root of the file system */
    static String id(Path root) {
        if (CONTAINERS.stream().map(root::resolve).anyMatch(Files::exists)) {
            return "";
        }
        for (var file : IDS) {
            try {
                var id = Files.readString(root.resolve(file)).strip();
                if (ID.matcher(id).matches()) {
                    return purposeDigest(id);
                }
            } catch (IOException e) {
                // Try the next file.
            }
        }
        return "";
    }

    /** Computed as in {@code sd_id128_get_machine_app_specific(3)}: the machine id can't be derived from it. */
    private static String purposeDigest(String id) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(id.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            return HexFormat.of()
                    .formatHex(mac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII)))
                    .substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform supports " + ALGORITHM, e);
        }
    }
}
