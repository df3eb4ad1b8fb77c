package bip.server.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failures by logins that no account has, so that they are slowed down as others are and do not
 * tell which logins exist. The log keeps nothing of such a login, for people type their password
 * there; here only a keyed hash of it stays, in memory. Safe for all threads.
 */
final class UnknownLogins {
    /** About 2 MB when full; then the login that was tried longest ago is forgotten. */
    private static final int MOST = 10_000;

    /** More in an hour make no longer wait. */
    private static final int MOST_OF_ONE = 20;

    private final Secret key;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true);

    UnknownLogins(SecureRandom random) {
        this.key = Secret.random(random);
    }

    synchronized void failed(String login, Instant now) {
        Deque<Instant> times = failures.computeIfAbsent(hash(login), _ -> new ArrayDeque<>());
        times.addLast(now);
        if (times.size() > MOST_OF_ONE) {
            times.removeFirst();
        }
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized FailureMapper.Failures since(String login, Instant since) {
        Deque<Instant> times = failures.getOrDefault(hash(login), new ArrayDeque<>());
        int count = (int) times.stream().filter(time -> time.isAfter(since)).count();
        return new FailureMapper.Failures(count, times.peekLast());
    }

    private String hash(String login) {
        return key.hashOf(login.getBytes(StandardCharsets.UTF_8));
    }
}
