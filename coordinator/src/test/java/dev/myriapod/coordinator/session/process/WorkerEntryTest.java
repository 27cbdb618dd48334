package dev.myriapod.coordinator.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AssignTasks;
import dev.myriapod.proto.v1.InterruptTask;
import dev.myriapod.proto.v1.WorkerCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerEntryTest {
    private static WorkerEntry task(long sequence, int function) {
        return new WorkerEntry.Assignment(
                sequence, 10 + sequence, function, 1, ByteString.copyFromUtf8("a" + sequence));
    }

    private static WorkerEntry interrupt(long sequence) {
        return new WorkerEntry.Command(WorkerCommand.newBuilder()
                .setInterrupt(InterruptTask.newBuilder().setSequence(sequence))
                .build());
    }

    @Test
    void assignmentsThatFollowEachOtherShareAMessageAndNothingOvertakes() {
        assertThat(new WorkerEntry.Commands()
                                .of(List.of(task(1, 1), task(2, 1), interrupt(1), task(3, 1), task(5, 1), task(6, 2)))
                                .getCommandsList()
                                .stream()
                                .map(WorkerEntryTest::text))
                .containsExactly(
                        "1 from 1: 11=a1 12=a2",
                        "interrupt 1",
                        "1 from 3: 13=a3",
                        "1 from 5: 15=a5",
                        "2 from 6: 16=a6");
    }

    private static String text(WorkerCommand command) {
        if (command.hasInterrupt()) {
            return "interrupt " + command.getInterrupt().getSequence();
        }
        AssignTasks tasks = command.getAssigns();
        StringBuilder text = new StringBuilder(tasks.getFunction() + " from " + tasks.getFirstSequence() + ":");
        for (int i = 0; i < tasks.getTaskIdsCount(); i++) {
            text.append(' ')
                    .append(tasks.getTaskIds(i))
                    .append('=')
                    .append(tasks.getArguments(i).toStringUtf8());
        }
        return text.toString();
    }
}
