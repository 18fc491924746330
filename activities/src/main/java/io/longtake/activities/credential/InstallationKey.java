package io.longtake.activities.credential;

import javax.crypto.SecretKey;

/**
 * One key of the installation.
 *
 * @param id the name by which sealed tokens refer to the key
 */
public record InstallationKey(String id, SecretKey key) {
    @Override
    public String toString() {
        return "InstallationKey[" + id + "]";
    }
}
