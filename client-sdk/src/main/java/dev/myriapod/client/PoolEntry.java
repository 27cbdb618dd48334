package dev.myriapod.client;

import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.client.wire.Batch;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.SubmitTasks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on its way to the coordinator. */
sealed interface PoolEntry {
    /** A message of its own. */
    record Command(PoolCommand command) implements PoolEntry {}

    /** A task; those that follow each other and are alike share a message. */
    record Submit(PlainTask task) implements PoolEntry {}

    /** One message for all that leaves together. */
    final class Commands implements Batch<PoolEntry, PoolCommands> {
        private static final int AROUND_ARGUMENTS = 8;

        @Override
        public int size(PoolEntry gathered) {
            return gathered instanceof Submit submit
                    ? submit.task().arguments().size() + AROUND_ARGUMENTS
                    : ((Command) gathered).command().getSerializedSize();
        }

        @Override
        public PoolCommands of(List<PoolEntry> gathered) {
            PoolCommands.Builder commands = PoolCommands.newBuilder();
            SubmitTasks.Builder tasks = null;
            for (PoolEntry entry : gathered) {
                if (entry instanceof Submit submit) {
                    PlainTask task = submit.task();
                    if (tasks == null || !continues(tasks, task)) {
                        close(tasks, commands);
                        tasks = SubmitTasks.newBuilder()
                                .setFunction(task.function())
                                .setLimits(task.limits())
                                .setEncoding(ValueCodec.ENCODING);
                    }
                    tasks.addTaskIds(task.id()).addArguments(task.arguments());
                } else {
                    close(tasks, commands);
                    tasks = null;
                    commands.addCommands(((Command) entry).command());
                }
            }
            close(tasks, commands);
            return commands.build();
        }

        @SuppressWarnings("ReferenceEquality") // Only saves a comparison.
        private static boolean continues(SubmitTasks.Builder tasks, PlainTask task) {
            return tasks.getFunction() == task.function()
                    && (tasks.getLimits() == task.limits() || tasks.getLimits().equals(task.limits()));
        }

        private static void close(SubmitTasks.@Nullable Builder tasks, PoolCommands.Builder commands) {
            if (tasks != null) {
                commands.addCommands(PoolCommand.newBuilder().setSubmits(tasks));
            }
        }
    }
}
