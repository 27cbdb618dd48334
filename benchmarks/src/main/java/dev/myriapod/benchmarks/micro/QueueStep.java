package dev.myriapod.benchmarks.micro;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.queue.HostedQueue;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a hosted queue does for so many elements that are put together, taken together, and confirmed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueStep {
    private static final int PRODUCER = 1;
    private static final int CONSUMER = 2;

    /** How many. */
    @Param({"1", "100"})
    public int together = 1;

    private final HostedQueue queue = new HostedQueue(new QueueTerms(Integer.MAX_VALUE, Long.MAX_VALUE));
    private long request;
    private long now;

    /** There and out again. */
    @Benchmark
    public int putAndTake() {
        now += 100;
        List<Item> items = Collections.nCopies(together, new Item(this, 10));
        queue.handle(new QueueEvent.Put(new Caller(PRODUCER, ++request), items, -1), now);
        int answers = queue.takeReplies().size();
        Caller take = new Caller(CONSUMER, request);
        queue.handle(new QueueEvent.Take(take, together, -1, false), now);
        answers += queue.takeReplies().size();
        queue.handle(new QueueEvent.Received(take), now);
        return answers;
    }
}
