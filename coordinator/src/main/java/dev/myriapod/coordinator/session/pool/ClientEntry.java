package dev.myriapod.coordinator.session.pool;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.TasksSucceeded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on its way to a pool's client. */
sealed interface ClientEntry {
    /** A message of its own. */
    record Event(PoolEvent event) implements ClientEntry {}

    /** A task returned something small; those of one worker that follow each other share a message. */
    record Succeeded(long taskId, int attempt, long workerPid, String worker, Returned returned)
            implements ClientEntry {}

    /** What a task returned. */
    record Returned(int encoding, ByteString data) {}

    /** One message for all that leaves together. */
    final class Events implements Batch<ClientEntry, PoolEvents> {
        private static final int AROUND_RESULT = 8;

        @Override
        public int size(ClientEntry gathered) {
            return gathered instanceof Succeeded task
                    ? task.returned().data().size() + AROUND_RESULT
                    : ((Event) gathered).event().getSerializedSize();
        }

        @Override
        public PoolEvents of(List<ClientEntry> gathered) {
            PoolEvents.Builder events = PoolEvents.newBuilder();
            TasksSucceeded.Builder tasks = null;
            for (ClientEntry entry : gathered) {
                if (entry instanceof Succeeded task) {
                    if (tasks == null || !continues(tasks, task)) {
                        close(tasks, events);
                        tasks = TasksSucceeded.newBuilder()
                                .setAttempt(task.attempt())
                                .setWorkerPid(task.workerPid())
                                .setWorker(task.worker())
                                .setEncoding(task.returned().encoding());
                    }
                    tasks.addTaskIds(task.taskId()).addResults(task.returned().data());
                } else {
                    close(tasks, events);
                    tasks = null;
                    events.addEvents(((Event) entry).event());
                }
            }
            close(tasks, events);
            return events.build();
        }

        private static boolean continues(TasksSucceeded.Builder tasks, Succeeded task) {
            return tasks.getWorkerPid() == task.workerPid()
                    && tasks.getAttempt() == task.attempt()
                    && tasks.getEncoding() == task.returned().encoding()
                    && tasks.getWorker().equals(task.worker());
        }

        private static void close(TasksSucceeded.@Nullable Builder tasks, PoolEvents.Builder events) {
            if (tasks != null) {
                events.addEvents(PoolEvent.newBuilder().setSucceeded(tasks));
            }
        }
    }
}
