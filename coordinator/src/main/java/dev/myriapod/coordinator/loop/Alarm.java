package dev.myriapod.coordinator.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One deadline at a time. A state machine's next deadline moves with nearly every event, mostly to a later time; so a set
 * alarm is only replaced by an earlier one, and one that rings too early is simply set again by its owner. Owned by the
 * loop.
 */
public final class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);

    private final EventLoop loop;
    private final LongSupplier clock;
    private final Runnable ring;
    private @Nullable ScheduledFuture<?> scheduled;
    private long time;

    Alarm(EventLoop loop, LongSupplier clock, Runnable ring) {
        this.loop = loop;
        this.clock = clock;
        this.ring = ring;
    }

    /** Rings at this time at the latest; {@link Long#MAX_VALUE}: no need to. */
    public void set(long deadline) {
        if (deadline == Long.MAX_VALUE || (scheduled != null && time - deadline <= 0)) {
            return;
        }
        cancel();
        time = deadline;
        scheduled = loop.schedule(this::fire, Math.max(0, deadline - clock.getAsLong()), TimeUnit.NANOSECONDS);
    }

    /** Does not ring any more, until it is set again. */
    public void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void fire() {
        scheduled = null;
        try {
            ring.run();
        } catch (RuntimeException | Error e) {
            // Netty would keep it in a future that nobody looks at.
            log.error(
                    "An alarm of the coordinator failed. This is a defect: please report it with this stack trace.", e);
        }
    }
}
