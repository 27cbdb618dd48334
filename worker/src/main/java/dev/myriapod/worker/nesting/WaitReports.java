package dev.myriapod.worker.nesting;

import dev.myriapod.proto.v1.TaskBlocked;

/** Where tasks report that they wait; any thread may. Nothing here blocks. */
public interface WaitReports {
    /** A task waits from now on. */
    void blocked(TaskBlocked blocked);

    /** It goes on. */
    void unblocked(long sequence);

    /** What a function is called, by the number of its definition; empty if it is not known here. */
    String nameOf(int function);
}
