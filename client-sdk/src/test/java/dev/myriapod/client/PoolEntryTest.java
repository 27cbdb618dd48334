package dev.myriapod.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.proto.v1.CancelTask;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.SubmitTasks;
import dev.myriapod.proto.v1.TaskLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolEntryTest {
    private static final TaskLimits NONE = TaskLimits.getDefaultInstance();
    private static final TaskLimits TIMED =
            TaskLimits.newBuilder().setTimeoutNanos(1).build();

    private static PoolEntry task(long id, int function, TaskLimits limits) {
        return new PoolEntry.Submit(new PlainTask(id, function, ByteString.copyFromUtf8("a" + id), limits));
    }

    private static PoolEntry cancel(long id) {
        return new PoolEntry.Command(PoolCommand.newBuilder()
                .setCancel(CancelTask.newBuilder().setTaskId(id))
                .build());
    }

    @Test
    void tasksThatAreAlikeShareAMessageAndNothingOvertakes() {
        PoolCommands commands = new PoolEntry.Commands()
                .of(List.of(
                        task(1, 1, NONE),
                        task(2, 1, TaskLimits.newBuilder().build()),
                        cancel(1),
                        task(3, 1, NONE),
                        task(4, 2, NONE),
                        task(5, 2, TIMED)));

        assertThat(commands.getCommandsList().stream().map(PoolEntryTest::text))
                .containsExactly("1: 1=a1 2=a2", "cancel 1", "1: 3=a3", "2: 4=a4", "2: 5=a5 within 1");
    }

    private static String text(PoolCommand command) {
        if (command.hasCancel()) {
            return "cancel " + command.getCancel().getTaskId();
        }
        SubmitTasks tasks = command.getSubmits();
        StringBuilder text = new StringBuilder(tasks.getFunction() + ":");
        for (int i = 0; i < tasks.getTaskIdsCount(); i++) {
            text.append(' ')
                    .append(tasks.getTaskIds(i))
                    .append('=')
                    .append(tasks.getArguments(i).toStringUtf8());
        }
        long timeout = tasks.getLimits().getTimeoutNanos();
        return timeout == 0 ? text.toString() : text + " within " + timeout;
    }
}
