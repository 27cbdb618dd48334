package dev.myriapod.coordinator.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path directory;

    private Disk disk;

    @AfterEach
    void close() {
        disk.close();
    }

    private <T> CompletableFuture<T> run(Disk.Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        disk.run(work, answer::complete, answer::completeExceptionally);
        return answer;
    }

    @Test
    void anErrorIsAnAnswerAndTheNextIsServed() {
        disk = new Disk(Runnable::run, ArtifactOptions.in(directory), System::nanoTime);
        CompletableFuture<String> failing = run(store -> {
            throw new StackOverflowError("of the test");
        });
        assertThat(failing)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .satisfies(cause ->
                        assertThat(Status.fromThrowable(cause).getCode()).isEqualTo(Status.Code.INTERNAL))
                .withMessageContaining("of the test");
        assertThat(run(store -> "done")).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo("done");
    }
}
