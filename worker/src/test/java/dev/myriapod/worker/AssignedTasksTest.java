package dev.myriapod.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AssignedTasksTest {
    @TempDir
    private Path directory;

    private AssignedTasks tasks;

    @BeforeEach
    void fill() throws IOException {
        Path file = directory.resolve("record");
        TaskRecord.create(file, 1);
        tasks = new AssignedTasks(TaskRecord.open(file, 1));
        tasks.add(List.of(task(1), task(2)));
    }

    private static Assignment task(long sequence) {
        return new Assignment(sequence, sequence, 1, ByteString.EMPTY, false, List.of());
    }

    /** A revoke of a task that was taken is answered only when an interrupt would find it. */
    @Test
    void noRevokeComesBetweenTakingATaskAndSayingSo() {
        AtomicReference<Assignment> known = new AtomicReference<>();
        AtomicReference<CompletableFuture<Assignment>> whenRevoked = new AtomicReference<>();

        tasks.take(0, begun -> {
            CompletableFuture<List<Long>> revoke = CompletableFuture.supplyAsync(() -> tasks.revoke(List.of(1L)));
            whenRevoked.set(revoke.thenApply(revoked -> known.get()));
            assertThat(Thread.holdsLock(tasks)).isTrue();
            known.set(begun);
        });

        assertThat(whenRevoked.get().join()).isEqualTo(task(1));
    }

    @Test
    void whatWasRevokedIsNotTaken() {
        assertThat(tasks.revoke(List.of(1L, 7L))).containsExactly(1L);
        assertThat(tasks.take(0, begun -> assertThat(begun).isEqualTo(task(2)))).isEqualTo(task(2));
        tasks.close();
        assertThat(tasks.take(0, begun -> assertThat(begun).isNull())).isNull();
    }
}
