package dev.myriapod.coordinator.session.process;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.proto.v1.AssignTasks;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on its way to a worker. */
sealed interface WorkerEntry {
    /** A message of its own. */
    record Command(WorkerCommand command) implements WorkerEntry {}

    /** A task without limits at its first attempt, with small arguments; those that follow each other share a message. */
    record Assignment(long sequence, long taskId, int function, int encoding, ByteString arguments)
            implements WorkerEntry {}

    /** One message for all that leaves together. */
    final class Commands implements Batch<WorkerEntry, WorkerCommands> {
        private static final int AROUND_ARGUMENTS = 8;

        @Override
        public int size(WorkerEntry gathered) {
            return gathered instanceof Assignment task
                    ? task.arguments().size() + AROUND_ARGUMENTS
                    : ((Command) gathered).command().getSerializedSize();
        }

        @Override
        public WorkerCommands of(List<WorkerEntry> gathered) {
            WorkerCommands.Builder commands = WorkerCommands.newBuilder();
            AssignTasks.Builder tasks = null;
            for (WorkerEntry entry : gathered) {
                if (entry instanceof Assignment task) {
                    if (tasks == null || !continues(tasks, task)) {
                        close(tasks, commands);
                        tasks = AssignTasks.newBuilder()
                                .setFirstSequence(task.sequence())
                                .setFunction(task.function())
                                .setEncoding(task.encoding());
                    }
                    tasks.addTaskIds(task.taskId()).addArguments(task.arguments());
                } else {
                    close(tasks, commands);
                    tasks = null;
                    commands.addCommands(((Command) entry).command());
                }
            }
            close(tasks, commands);
            return commands.build();
        }

        private static boolean continues(AssignTasks.Builder tasks, Assignment task) {
            return tasks.getFunction() == task.function()
                    && tasks.getEncoding() == task.encoding()
                    && tasks.getFirstSequence() + tasks.getTaskIdsCount() == task.sequence();
        }

        private static void close(AssignTasks.@Nullable Builder tasks, WorkerCommands.Builder commands) {
            if (tasks != null) {
                commands.addCommands(WorkerCommand.newBuilder().setAssigns(tasks));
            }
        }
    }
}
