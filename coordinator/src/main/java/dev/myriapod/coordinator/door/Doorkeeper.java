package dev.myriapod.coordinator.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which connections may stay. A stranger, that is one that has not shown the token, has little time to do so, and
 * there is room for few. Where there is none, the newcomer takes the place of a stranger: of the host that has most of
 * them, the one that came first. So whoever opens many connections displaces its own, and who comes from elsewhere with the
 * token, which takes milliseconds to show, gets in.
 *
 * @param <C> a connection, by identity or by {@code equals}
 */
public final class Doorkeeper<C> {
    private final DoorRules rules;
    private final Map<C, Guest> guests = new HashMap<>();
    /** In order of arrival, which is that in which their time is over. */
    private final Map<C, Guest> strangers = new LinkedHashMap<>();
    /** When to close those that have failed too often; in that order. */
    private final Map<C, Long> leaving = new LinkedHashMap<>();

    private final Map<Object, Integer> strangersOfHost = new HashMap<>();

    private static final class Guest {
        final Object host;
        final long deadline;
        int failures;

        Guest(Object host, long deadline) {
            this.host = host;
            this.deadline = deadline;
        }
    }

    /** What to do with a call that showed no token or a wrong one. */
    public enum Refusal {
        /** Answer late. */
        ANSWER,
        /** Do nothing: the connection will be closed, and with it the call. */
        IGNORE
    }

    public Doorkeeper(DoorRules rules) {
        this.rules = rules;
    }

    /**
     * A connection is there.
     *
     * @param host where it comes from
     * @return who must go instead: nobody, a stranger, or the newcomer itself, which then was never there
     */
    public Optional<C> arrived(C connection, Object host, long now) {
        Optional<C> displaced = Optional.empty();
        if (strangers.size() >= rules.strangers() || guests.size() >= rules.connections()) {
            C stranger = firstOfLargestHost();
            if (stranger == null) {
                return Optional.of(connection);
            }
            left(stranger);
            displaced = Optional.of(stranger);
        }
        Guest guest = new Guest(host, now + rules.patience());
        guests.put(connection, guest);
        strangers.put(connection, guest);
        strangersOfHost.merge(host, 1, Integer::sum);
        return displaced;
    }

    private @Nullable C firstOfLargestHost() {
        C found = null;
        int most = 0;
        for (Map.Entry<C, Guest> stranger : strangers.entrySet()) {
            int ofHost = strangersOfHost.getOrDefault(stranger.getValue().host, 0);
            if (ofHost > most) {
                most = ofHost;
                found = stranger.getKey();
            }
        }
        return found;
    }

    /** It has shown the token and may stay. */
    public void authenticated(C connection) {
        noStranger(connection);
    }

    /** It has made a call without the token or with a wrong one. */
    public Refusal failed(C connection, long now) {
        Guest guest = guests.get(connection);
        if (guest == null || guest.failures >= rules.failures()) {
            return Refusal.IGNORE;
        }
        guest.failures++;
        if (guest.failures == rules.failures()) {
            leaving.put(connection, now + rules.answerDelay() + rules.farewell());
        }
        return Refusal.ANSWER;
    }

    /** It is closed. */
    public void left(C connection) {
        noStranger(connection);
        leaving.remove(connection);
        guests.remove(connection);
    }

    private void noStranger(C connection) {
        Guest guest = strangers.remove(connection);
        if (guest != null) {
            strangersOfHost.computeIfPresent(guest.host, (host, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Whose time is over: to be closed now. Each is told once; it counts until it has left. */
    public List<C> overdue(long now) {
        List<C> over = new ArrayList<>();
        for (Iterator<Map.Entry<C, Long>> all = leaving.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<C, Long> next = all.next();
            if (next.getValue() - now > 0) {
                break;
            }
            over.add(next.getKey());
            all.remove();
        }
        for (Map.Entry<C, Guest> stranger : strangers.entrySet()) {
            if (stranger.getValue().deadline - now > 0) {
                break;
            }
            if (!over.contains(stranger.getKey())) {
                over.add(stranger.getKey());
            }
        }
        over.forEach(this::noStranger);
        return over;
    }

    /** When to ask for {@link #overdue} at the latest; {@link Long#MAX_VALUE}: no need to. */
    public long deadline() {
        long first = Long.MAX_VALUE;
        for (Guest stranger : strangers.values()) {
            first = stranger.deadline;
            break;
        }
        for (long leave : leaving.values()) {
            return first == Long.MAX_VALUE || leave - first < 0 ? leave : first;
        }
        return first;
    }

    /** How many connections are open. */
    public int connections() {
        return guests.size();
    }

    /** How many of them have not shown the token and still may. */
    public int strangers() {
        return strangers.size();
    }
}
