package dev.myriapod.coordinator.session.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.TaskRunning;
import dev.myriapod.proto.v1.TasksSucceeded;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientEntryTest {
    private static ClientEntry task(long id, int attempt, String worker) {
        return new ClientEntry.Succeeded(
                id, attempt, 100 + attempt, worker, new ClientEntry.Returned(1, ByteString.copyFromUtf8("r" + id)));
    }

    private static ClientEntry running(long id) {
        return new ClientEntry.Event(PoolEvent.newBuilder()
                .setRunning(TaskRunning.newBuilder().setTaskId(id))
                .build());
    }

    @Test
    void resultsOfOneWorkerShareAMessageAndNothingOvertakes() {
        assertThat(new ClientEntry.Events()
                                .of(List.of(
                                        task(1, 1, "a"),
                                        task(2, 1, "a"),
                                        running(3),
                                        task(3, 1, "a"),
                                        task(4, 1, "b"),
                                        task(5, 2, "b")))
                                .getEventsList()
                                .stream()
                                .map(ClientEntryTest::text))
                .containsExactly(
                        "a 101 attempt 1: 1=r1 2=r2",
                        "running 3",
                        "a 101 attempt 1: 3=r3",
                        "b 101 attempt 1: 4=r4",
                        "b 102 attempt 2: 5=r5");
    }

    private static String text(PoolEvent event) {
        if (event.hasRunning()) {
            return "running " + event.getRunning().getTaskId();
        }
        TasksSucceeded tasks = event.getSucceeded();
        StringBuilder text = new StringBuilder(
                tasks.getWorker() + " " + tasks.getWorkerPid() + " attempt " + tasks.getAttempt() + ":");
        for (int i = 0; i < tasks.getTaskIdsCount(); i++) {
            text.append(' ')
                    .append(tasks.getTaskIds(i))
                    .append('=')
                    .append(tasks.getResults(i).toStringUtf8());
        }
        return text.toString();
    }
}
