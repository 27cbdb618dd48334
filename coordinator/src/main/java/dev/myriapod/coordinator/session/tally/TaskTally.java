package dev.myriapod.coordinator.session.tally;

import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.proto.v1.TaskCounts;

/** How many tasks of a pool ended, and how. Owned by the loop. */
public final class TaskTally {
    private long returned;
    private long failed;
    private long timedOut;
    private long cancelled;
    private long crashed;

    /** One more. */
    public void ended(TaskEnd end) {
        if (end instanceof TaskEnd.Returned) {
            returned++;
        } else if (end instanceof TaskEnd.Failed) {
            failed++;
        } else if (end instanceof TaskEnd.TimedOut) {
            timedOut++;
        } else if (end instanceof TaskEnd.Cancelled) {
            cancelled++;
        } else {
            crashed++;
        }
    }

    /** So far. */
    public TaskCounts counts() {
        return TaskCounts.newBuilder()
                .setReturned(returned)
                .setFailed(failed)
                .setTimedOut(timedOut)
                .setCancelled(cancelled)
                .setCrashed(crashed)
                .build();
    }
}
