package dev.myriapod.coordinator.hosted.event;

import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ParkingObject;

/** An event, which is set or not; who waits for it goes on when it is set, even if it is cleared at once. */
public final class HostedEvent extends ParkingObject<EventDeed, Boolean> {
    private boolean set;

    @Override
    protected void handle(EventDeed deed) {
        if (deed instanceof EventDeed.Change change) {
            set = change.set();
            if (set) {
                answerAll(true);
            }
            answer(change.caller(), set);
        } else if (deed instanceof EventDeed.Await await) {
            if (set || await.waitNanos() == 0) {
                answer(await.caller(), set);
            } else {
                park(await.caller(), await.waitNanos());
            }
        }
    }

    @Override
    protected Boolean late() {
        return false;
    }

    @Override
    protected Boolean calledOff() {
        return false;
    }

    /** Its length is 1 if it is set. */
    @Override
    public Facts facts() {
        return new Facts(waiters().size(), set ? 1 : 0, 0, 0, 0);
    }
}
