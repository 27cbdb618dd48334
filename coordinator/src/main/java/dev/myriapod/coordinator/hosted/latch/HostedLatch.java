package dev.myriapod.coordinator.hosted.latch;

import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ParkingObject;

/** A latch: who waits for it goes on when it has been counted down to 0, by whomever. */
public final class HostedLatch extends ParkingObject<LatchEvent, Long> {
    private long count;

    public HostedLatch(LatchTerms terms) {
        count = terms.count();
    }

    @Override
    protected void handle(LatchEvent event) {
        if (event instanceof LatchEvent.CountDown) {
            if (count > 0 && --count == 0) {
                answerAll(count);
            }
            answer(event.caller(), count);
        } else if (event instanceof LatchEvent.Await await) {
            if (count == 0 || await.waitNanos() == 0) {
                answer(await.caller(), count);
            } else {
                park(await.caller(), await.waitNanos());
            }
        }
    }

    @Override
    protected Long late() {
        return count;
    }

    @Override
    protected Long calledOff() {
        return count;
    }

    /** Its length is the count. */
    @Override
    public Facts facts() {
        return new Facts(waiters().size(), count, 0, 0, 0);
    }
}
