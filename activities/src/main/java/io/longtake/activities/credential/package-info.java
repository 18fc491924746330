/** Client ids, installation keys, and sealing of tokens on disk. Requests for tokens belong to {@code account}. */
package io.longtake.activities.credential;
