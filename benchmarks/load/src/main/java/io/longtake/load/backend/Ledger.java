package io.longtake.load.backend;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the backend was asked to do, by kind of request and by session. */
public final class Ledger {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> submissions = new ConcurrentHashMap<>();
    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();

    /** The requests that change a session or cost something. */
    private record Session(Map<String, AtomicInteger> messages, AtomicInteger uploads, AtomicInteger renders) {
        Session() {
            this(new ConcurrentHashMap<>(), new AtomicInteger(), new AtomicInteger());
        }
    }

    void request(String kind) {
        requests.computeIfAbsent(kind, any -> new LongAdder()).increment();
    }

    void opened(String session) {
        sessions.put(session, new Session());
    }

    void message(String session, String text) {
        arrivals.putIfAbsent(text, Instant.now());
        of(session).messages().computeIfAbsent(text, any -> new AtomicInteger()).incrementAndGet();
    }

    void upload(String session) {
        of(session).uploads().incrementAndGet();
    }

    void render(String session, String renderId) {
        submissions.computeIfAbsent(renderId, any -> new AtomicInteger()).incrementAndGet();
        of(session).renders().incrementAndGet();
    }

    private Session of(String session) {
        return sessions.computeIfAbsent(session, any -> new Session());
    }

    /** The number of requests of each kind. */
    public Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        requests.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** The time at which each message first arrived. Messages are distinguished by their text. */
    public Map<String, Instant> arrivals() {
        return Map.copyOf(arrivals);
    }

    /**
     * @param sessions number of backend sessions
     * @param messages number of messages
     * @param messagesTwice messages that a session received more than once
     * @param rendersTwice render ids that were submitted more than once
     * @param sessionsWithTwoRenders sessions with more than one render
     * @param sessionsWithTwoUploads sessions with more than one upload
     */
    public record Totals(
            int sessions,
            int messages,
            int messagesTwice,
            int rendersTwice,
            int sessionsWithTwoRenders,
            int sessionsWithTwoUploads) {}

    public Totals totals() {
        int messages = 0;
        int messagesTwice = 0;
        int twoRenders = 0;
        int twoUploads = 0;
        for (Session session : sessions.values()) {
            for (AtomicInteger times : session.messages().values()) {
                messages += times.get();
                messagesTwice += times.get() > 1 ? 1 : 0;
            }
            twoRenders += session.renders().get() > 1 ? 1 : 0;
            twoUploads += session.uploads().get() > 1 ? 1 : 0;
        }
        int rendersTwice = (int)
                submissions.values().stream().filter(times -> times.get() > 1).count();
        return new Totals(sessions.size(), messages, messagesTwice, rendersTwice, twoRenders, twoUploads);
    }
}
