package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.client.wire.Batch;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.TasksReturned;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on its way to the coordinator. */
sealed interface WorkerEntry {
    /** A message of its own. */
    record Event(WorkerEvent event) implements WorkerEntry {}

    /** A task returned something small; those that follow each other share a message. */
    record Returned(long sequence, long runNanos, ByteString result) implements WorkerEntry {}

    /** One message for all that leaves together. */
    final class Events implements Batch<WorkerEntry, WorkerEvents> {
        private static final int AROUND_RESULT = 12;

        @Override
        public int size(WorkerEntry gathered) {
            return gathered instanceof Returned task
                    ? task.result().size() + AROUND_RESULT
                    : ((Event) gathered).event().getSerializedSize();
        }

        @Override
        public WorkerEvents of(List<WorkerEntry> gathered) {
            WorkerEvents.Builder events = WorkerEvents.newBuilder();
            TasksReturned.Builder tasks = null;
            for (WorkerEntry entry : gathered) {
                if (entry instanceof Returned task) {
                    if (tasks == null) {
                        tasks = TasksReturned.newBuilder().setEncoding(ValueCodec.ENCODING);
                    }
                    tasks.addSequences(task.sequence())
                            .addRunNanos(task.runNanos())
                            .addResults(task.result());
                } else {
                    close(tasks, events);
                    tasks = null;
                    events.addEvents(((Event) entry).event());
                }
            }
            close(tasks, events);
            return events.build();
        }

        private static void close(TasksReturned.@Nullable Builder tasks, WorkerEvents.Builder events) {
            if (tasks != null) {
                events.addEvents(WorkerEvent.newBuilder().setReturned(tasks));
            }
        }
    }
}
