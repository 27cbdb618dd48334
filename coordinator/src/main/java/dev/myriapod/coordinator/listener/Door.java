package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.door.DoorRules;
import dev.myriapod.coordinator.door.Doorkeeper;
import dev.myriapod.coordinator.door.Silence;
import dev.myriapod.coordinator.door.Sparing;
import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the {@link Doorkeeper} decides. Owned by the loop. */
final class Door implements Entrance {
    private static final Logger log = LoggerFactory.getLogger(Door.class);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private final CoordinatorLoop loop;
    private final DoorRules rules;
    private final Doorkeeper<Visitor> keeper;
    private final Alarm alarm;
    private final long liveness;
    private final int mostCalls;
    private final Alarm rounds;
    private long lastRound;
    private final Map<Visitor.Ends, Visitor> visitors = new HashMap<>();
    /** In order of time. At most three for each connection, because then it is closed. */
    private final Queue<LateAnswer> lateAnswers = new ArrayDeque<>();

    private final Sparing failures = new Sparing(BETWEEN_LINES);
    private final Sparing silences = new Sparing(BETWEEN_LINES);
    private final Sparing crowds = new Sparing(BETWEEN_LINES);

    private record LateAnswer(long time, Runnable answer) {}

    Door(CoordinatorLoop loop, DoorRules rules, NetworkOptions options) {
        this.loop = loop;
        this.rules = rules;
        liveness = options.liveness().toNanos();
        mostCalls = options.maxCallsPerConnection();
        rounds = loop.alarm(this::round);
        keeper = new Doorkeeper<>(rules);
        alarm = loop.alarm(this::ring);
    }

    /** Whether a connection that was just accepted may stay; then it is watched from here on. */
    boolean admit(SocketChannel channel) {
        Visitor visitor = new Visitor(channel, loop::now, liveness);
        Visitor.Ends ends = visitor.ends();
        Object host =
                channel.remoteAddress() == null ? "" : channel.remoteAddress().getAddress();
        Optional<Visitor> displaced = keeper.arrived(visitor, host, loop.now());
        if (displaced.isPresent()) {
            sayThatItIsFull();
            if (displaced.get() == visitor) {
                return false;
            }
            displaced.get().close();
        }
        visitors.put(ends, visitor);
        channel.pipeline().addFirst(visitor);
        channel.closeFuture().addListener(closed -> {
            visitors.remove(ends, visitor);
            keeper.left(visitor);
        });
        alarm.set(keeper.deadline());
        if (visitors.size() == 1) {
            lastRound = loop.now();
            rounds.set(lastRound + Silence.round(liveness));
        }
        return true;
    }

    /** Who has vanished or is frozen is cut off. */
    private void round() {
        long now = loop.now();
        long sinceLastRound = now - lastRound;
        lastRound = now;
        for (Visitor visitor : List.copyOf(visitors.values())) {
            if (!visitor.lives(now, sinceLastRound)) {
                sayThatItIsGone(visitor, now);
                visitor.close();
            }
        }
        if (!visitors.isEmpty()) {
            rounds.set(now + Silence.round(liveness));
        }
    }

    private void sayThatItIsGone(Visitor visitor, long now) {
        OptionalLong withheld = silences.next(now);
        if (withheld.isPresent()) {
            log.warn(
                    "The peer {} has not answered a ping for {} ms and counts as gone, {} more since the last such line. It"
                            + " is frozen or overloaded, or the network between is cut.",
                    visitor.ends().remote(),
                    TimeUnit.NANOSECONDS.toMillis(liveness),
                    withheld.getAsLong());
        }
    }

    private void sayThatItIsFull() {
        OptionalLong withheld = crowds.next(loop.now());
        if (withheld.isPresent()) {
            log.warn(
                    "Connections are closed to make room: {} are open, {} of them have not shown the token ({} and {} are"
                            + " allowed); {} more since the last such line. Somebody opens connections and leaves"
                            + " them, or NetworkOptions.maxConnections is too small for this cluster.",
                    keeper.connections(),
                    keeper.strangers(),
                    rules.connections(),
                    rules.strangers(),
                    withheld.getAsLong());
        }
    }

    private @Nullable Visitor visitor(Attributes transport) {
        return visitors.get(new Visitor.Ends(
                transport.get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR), transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
    }

    @Override
    public void admitted(Attributes transport) {
        Visitor visitor = visitor(transport);
        if (visitor != null) {
            visitor.admitted(mostCalls);
            keeper.authenticated(visitor);
        }
    }

    @Override
    public void refused(Attributes transport, Runnable answer) {
        long now = loop.now();
        sayThatItFailed(transport, now);
        Visitor visitor = visitor(transport);
        if (visitor == null || keeper.failed(visitor, now) == Doorkeeper.Refusal.IGNORE) {
            return;
        }
        long time = now + rules.answerDelay();
        lateAnswers.add(new LateAnswer(time, answer));
        alarm.set(time);
        alarm.set(keeper.deadline());
    }

    private void sayThatItFailed(Attributes transport, long now) {
        OptionalLong withheld = failures.next(now);
        if (withheld.isPresent()) {
            log.warn(
                    "Refused a call from {}: its token is missing or wrong; {} more such calls since the last such line."
                            + " Give the caller this cluster's token, or find out who tries.",
                    transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                    withheld.getAsLong());
        }
    }

    private void ring() {
        long now = loop.now();
        for (LateAnswer next = lateAnswers.peek(); next != null && next.time() - now <= 0; next = lateAnswers.peek()) {
            lateAnswers.remove();
            next.answer().run();
        }
        keeper.overdue(now).forEach(Visitor::close);
        LateAnswer next = lateAnswers.peek();
        if (next != null) {
            alarm.set(next.time());
        }
        alarm.set(keeper.deadline());
    }

    /** Closes every connection at once, whatever was still to be sent. */
    void closeAll() {
        alarm.cancel();
        rounds.cancel();
        lateAnswers.clear();
        List.copyOf(visitors.values()).forEach(Visitor::close);
    }

    Occupancy occupancy() {
        return new Occupancy(keeper.connections(), keeper.strangers());
    }
}
