package dev.myriapod.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who wait for a future when something that cannot fail does. */
@Timeout(60)
class BrokenEndTest {
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();

    private final Executor callbacks = task -> {
        if (refusals.getAndDecrement() > 0) {
            throw new OutOfMemoryError("thrown on purpose");
        }
        task.run();
    };

    private final ClientFuture<Object> future = new ClientFuture<>(
            new TaskHome() {
                @Override
                public TaskHandle handle(long taskId) {
                    return TaskHandle.getDefaultInstance();
                }

                @Override
                public boolean keep(TaskHandle task) {
                    return false;
                }

                @Override
                public void release(TaskHandle task) {}

                @Override
                public String name() {
                    return "test";
                }

                @Override
                public void cancel(long taskId, boolean interrupt) {
                    throw new AssertionError("nobody cancels");
                }

                @Override
                public Executor callbacks() {
                    return callbacks;
                }

                @Override
                public ValueDecoder values() {
                    return (bytes, sole) -> {
                        throw new OutOfMemoryError("thrown on purpose");
                    };
                }

                @Override
                public FailureDecoder failures() {
                    throw new AssertionError("there is no failure");
                }
            },
            1,
            0,
            new StackTraceElement[0]);

    private void breakOff() {
        future.failed(run -> {
            throw new OutOfMemoryError("not even for the failure");
        });
    }

    @Test
    void copiesAndDependentStagesEndThough() {
        CompletableFuture<Object> early = future.toCompletableFuture();
        CompletableFuture<Object> dependent = future.thenApply(value -> value).toCompletableFuture();
        breakOff();
        assertThat(early).isCompletedExceptionally();
        assertThat(dependent).isCompletedExceptionally();
        assertThat(future.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(future::get).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void callbacksThatCouldNotBeStartedRunWithTheNext() {
        future.onFailure(failure -> heard.add("first"));
        refusals.set(1);
        assertThatThrownBy(() -> future.failed(run -> new IllegalStateException("why")))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(heard).isEmpty();
        future.onFailure(failure -> heard.add("second"));
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void aHeapThatIsFullIsNotBlamedOnTheClasses() {
        future.succeeded(ByteString.EMPTY);
        assertThatThrownBy(future::get)
                .cause()
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("-Xmx")
                .hasMessageNotContaining("classes")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }
}
