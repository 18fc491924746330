package io.longtake.activities.credential;

import javax.crypto.SecretKey;

/** One key of the installation, and the name by which sealed tokens refer to it. */
record InstallationKey(String id, SecretKey key) {
    @Override
    public String toString() {
        return "InstallationKey[" + id + "]";
    }
}
