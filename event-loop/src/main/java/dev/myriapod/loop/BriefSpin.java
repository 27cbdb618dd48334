package dev.myriapod.loop;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.function.LongSupplier;

/*
 * A loop that sleeps is woken through the kernel, and where nothing else runs the processor has to come out of its own sleep
 * first: together more than all that a short task or a request costs by itself. So a loop that has nothing to do goes on
 * looking for a moment before it sleeps. Whether that pays it learns from what came before: once it has looked in vain a few
 * times it sleeps at once, until something comes so soon after it fell asleep that looking would have found it. So who is idle,
 * or has something to do now and then, costs nothing.
 */
/** When a loop sleeps. Of one loop. */
final class BriefSpin implements SelectStrategy {
    /** Shorter: an answer of another process is missed. Longer: who looks in vain takes the processor from those who work. */
    private static final long LOOK_NANOS = 50_000;

    /** Fewer: one long task makes it forget. More: more is looked for in vain. */
    private static final int MOST_IN_VAIN = 3;

    private final LongSupplier nanos;
    private boolean looking;
    private long lookingSince;
    private boolean slept;
    private long asleepSince;
    private int inVain = MOST_IN_VAIN;

    BriefSpin(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Not for correctness: whoever else wants this processor is to have it.
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            cameAlong(nanos.getAsLong());
            return selectNow.get();
        }
        long now = nanos.getAsLong();
        if (slept) {
            cameAlong(now);
        }
        if (inVain < MOST_IN_VAIN) {
            if (!looking) {
                looking = true;
                lookingSince = now;
            }
            if (now - lookingSince < LOOK_NANOS) {
                int ready = selectNow.get();
                if (ready > 0) {
                    cameAlong(now);
                    return ready;
                }
                Thread.yield();
                return CONTINUE;
            }
            inVain++;
            looking = false;
        }
        slept = true;
        asleepSince = now;
        return SELECT;
    }

    private void cameAlong(long now) {
        if (looking || (slept && now - asleepSince < LOOK_NANOS)) {
            inVain = 0;
        }
        looking = false;
        slept = false;
    }
}
