package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.AssignTasks;
import java.util.ArrayList;
import java.util.List;

/**
 * A task for this worker.
 *
 * @param sequence which assignment of this worker
 * @param taskId whose output it is
 * @param arguments whole
 * @param limited its begin is reported at once
 * @param retryOn exceptions whose failure carries the retry mark
 */
record Assignment(
        long sequence, long taskId, int function, ByteString arguments, boolean limited, List<String> retryOn) {
    /** One that has a message of its own. */
    static Assignment of(AssignTask task, ByteString arguments) {
        return new Assignment(
                task.getSequence(),
                task.getTaskId(),
                task.getCall().getFunction(),
                arguments,
                task.getLimited(),
                task.getRetryOnList());
    }

    /** Those that share a message. */
    static List<Assignment> of(AssignTasks tasks) {
        List<Assignment> all = new ArrayList<>(tasks.getTaskIdsCount());
        for (int i = 0; i < tasks.getTaskIdsCount(); i++) {
            all.add(new Assignment(
                    tasks.getFirstSequence() + i,
                    tasks.getTaskIds(i),
                    tasks.getFunction(),
                    tasks.getArguments(i),
                    false,
                    List.of()));
        }
        return all;
    }
}
