package dev.myriapod.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolEvents;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchedStreamTest {
    @Test
    void aLoopThatFailsOnceIsCalledAgain() {
        AtomicInteger calls = new AtomicInteger();
        BatchedStream<PoolCommand, List<PoolCommand>, PoolEvents> stream = new BatchedStream<>(
                drain -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("on purpose");
                    }
                },
                Batch.ofMessages(List::copyOf),
                new StreamListener<>() {
                    @Override
                    public void received(PoolEvents events) {
                        throw new AssertionError("nothing comes");
                    }

                    @Override
                    public void ended(@Nullable Throwable cause) {
                        throw new AssertionError("it does not end");
                    }
                });
        assertThatThrownBy(() -> stream.send(PoolCommand.getDefaultInstance())).isInstanceOf(OutOfMemoryError.class);
        stream.send(PoolCommand.getDefaultInstance());
        assertThat(calls).hasValue(2);
    }

    private final List<Object> happened = new ArrayList<>();
    private boolean ready;

    private final class Call extends ClientCallStreamObserver<List<PoolCommand>> {
        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void onNext(List<PoolCommand> batch) {
            happened.add(batch.size());
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }

    private BatchedStream<PoolCommand, List<PoolCommand>, PoolEvents> stream() {
        return new BatchedStream<>(Runnable::run, Batch.ofMessages(List::copyOf), new StreamListener<>() {
            @Override
            public void received(PoolEvents events) {
                throw new AssertionError("nothing comes");
            }

            @Override
            public void ended(@Nullable Throwable cause) {
                happened.add("ended");
            }
        });
    }

    @Test
    void saysWhenAllHasLeft() {
        BatchedStream<PoolCommand, List<PoolCommand>, PoolEvents> stream = stream();
        stream.beforeStart(new Call());
        stream.send(PoolCommand.getDefaultInstance());
        stream.send(PoolCommand.getDefaultInstance());
        stream.afterAll(() -> happened.add("passed"));
        assertThat(happened).isEmpty();
        ready = true;
        stream.send(PoolCommand.getDefaultInstance());
        assertThat(happened).containsExactly(2, "passed", 1);
    }

    @Test
    void saysSoAsWellWhenTheStreamHasEnded() {
        BatchedStream<PoolCommand, List<PoolCommand>, PoolEvents> stream = stream();
        stream.beforeStart(new Call());
        stream.send(PoolCommand.getDefaultInstance());
        stream.afterAll(() -> happened.add("passed"));
        assertThat(happened).isEmpty();
        stream.onCompleted();
        assertThat(happened).containsExactly("passed", "ended");
        stream.afterAll(() -> happened.add("passed again"));
        assertThat(happened).containsExactly("passed", "ended", "passed again");
    }
}
