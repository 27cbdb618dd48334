package dev.myriapod.coordinator.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Commands on their way out: one list is filled while the adapter works through the other. */
final class Outbox {
    private ArrayList<PoolCommand> filling = new ArrayList<>();
    private ArrayList<PoolCommand> taken = new ArrayList<>();

    void add(PoolCommand command) {
        filling.add(command);
    }

    /** The adapter is through with what it took before; only now do ended tasks let go of what it may have needed. */
    List<PoolCommand> take() {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof PoolCommand.EndTask end) {
                end.task().release();
            }
        }
        taken.clear();
        ArrayList<PoolCommand> full = filling;
        filling = taken;
        taken = full;
        return full;
    }
}
