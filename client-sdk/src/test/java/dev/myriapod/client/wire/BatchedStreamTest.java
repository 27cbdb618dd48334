package dev.myriapod.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolEvents;
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
}
