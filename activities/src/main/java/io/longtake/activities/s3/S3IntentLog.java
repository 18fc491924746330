package io.longtake.activities.s3;

import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.intent.IntentName;
import io.longtake.activities.media.StoreException;
import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An intent log in a bucket. Each attempt to begin a sending has a random id. The object {@code intents/SHARD/SENDING/0} is created only
 * if it does not exist, and contains the id of the attempt that created it. An attempt that certainly had no effect is withdrawn by an
 * object {@code undone/ATTEMPT} beside it, and the next attempt creates {@code 1}, and so on.
 *
 * <p>No object is ever changed or deleted while a sending may happen. Requests that arrive late, twice or in another order therefore do
 * no harm, and no clock is involved. ADR 11 contains the argument.
 */
public final class S3IntentLog implements IntentLog {
    private static final Logger LOG = LoggerFactory.getLogger(S3IntentLog.class);
    /** A sending is withdrawn only after a refusal of the backend; the session does not repeat it that often. */
    private static final int MAX_ATTEMPTS = 1_000;

    static final String FOLDER = "intents/";
    private static final int SHARD_LENGTH = 2;

    private final Bucket bucket;
    /** Begins the id of each attempt of this process, so that it withdraws only its own. */
    private final String process = UUID.randomUUID().toString();

    public S3IntentLog(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public boolean wasBegun(String id) throws IOException {
        return standing(id).isPresent();
    }

    @Override
    public boolean begin(String id) throws IOException {
        String own = process + "/" + UUID.randomUUID();
        for (int number = 0; number < MAX_ATTEMPTS; number++) {
            if (created(id, number, own)) {
                return true;
            }
            Optional<String> other = attempt(id, number);
            if (other.isEmpty() || !isUndone(id, other.get())) {
                return false;
            }
        }
        return false;
    }

    /** @return whether the attempt with this number is our own */
    private boolean created(String id, int number, String own) throws IOException {
        try {
            return bucket.putIfAbsent(key(id, number), bytes(own))
                    // The client repeats a request whose response was lost, and then meets the object of its first
                    // request.
                    || attempt(id, number).filter(own::equals).isPresent();
        } catch (StoreException unanswered) {
            Optional<String> there;
            try {
                there = attempt(id, number);
            } catch (IOException stillUnanswered) {
                withdraw(id, own);
                throw unanswered;
            }
            if (there.isEmpty()) {
                // The request may still arrive. The attempt will not send, whatever happens to it.
                withdraw(id, own);
                throw unanswered;
            }
            return there.get().equals(own);
        }
    }

    private void withdraw(String id, String attempt) {
        try {
            bucket.put(undoneKey(id, attempt), new byte[0]);
        } catch (StoreException e) {
            LOG.warn("{} was not started, but that can't be recorded: it may count as started.", id, e);
        }
    }

    @Override
    public void undo(String id) throws IOException {
        Optional<String> standing = standing(id).filter(attempt -> attempt.startsWith(process + "/"));
        if (standing.isPresent()) {
            bucket.put(undoneKey(id, standing.get()), new byte[0]);
        }
    }

    /** The attempt that was not withdrawn; there is at most one. */
    private Optional<String> standing(String id) throws IOException {
        for (int number = 0; number < MAX_ATTEMPTS; number++) {
            Optional<String> attempt = attempt(id, number);
            if (attempt.isEmpty() || !isUndone(id, attempt.get())) {
                return attempt;
            }
        }
        throw new IOException(id + " was begun and withdrawn " + MAX_ATTEMPTS + " times");
    }

    private Optional<String> attempt(String id, int number) throws IOException {
        return bucket.get(key(id, number)).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    private boolean isUndone(String id, String attempt) throws IOException {
        return bucket.head(undoneKey(id, attempt)).isPresent();
    }

    @Override
    public void recordOutcome(String id, byte[] outcome) throws IOException {
        bucket.put(folder(id) + "outcome", outcome);
    }

    @Override
    public Optional<byte[]> outcome(String id) throws IOException {
        return bucket.get(folder(id) + "outcome");
    }

    private static String key(String id, int number) {
        return folder(id) + number;
    }

    private static String undoneKey(String id, String attempt) {
        return folder(id) + "undone/" + attempt;
    }

    /** The folder of a sending. The shards allow housekeeping to look at a part of the log at a time. */
    static String folder(String id) {
        String shard = Sha256.of(id).substring(0, SHARD_LENGTH);
        return FOLDER + shard + "/" + IntentName.of(id) + "/";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
