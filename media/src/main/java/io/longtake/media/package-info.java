/** libav in process: probe, decode, normalise, encode. Knows nothing of sessions. */
package io.longtake.media;
