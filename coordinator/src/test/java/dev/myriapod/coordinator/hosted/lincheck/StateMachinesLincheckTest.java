package dev.myriapod.coordinator.hosted.lincheck;

import dev.myriapod.coordinator.hosted.dict.Content;
import dev.myriapod.coordinator.hosted.dict.DictEvent;
import dev.myriapod.coordinator.hosted.dict.DictResult;
import dev.myriapod.coordinator.hosted.dict.HostedDict;
import dev.myriapod.coordinator.hosted.dict.Key;
import dev.myriapod.coordinator.hosted.lock.HostedLock;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.queue.HostedQueue;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.hosted.semaphore.HostedSemaphore;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreResult;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreTerms;
import dev.myriapod.coordinator.hosted.value.HostedNumber;
import dev.myriapod.coordinator.hosted.value.NumberEvent;
import dev.myriapod.coordinator.hosted.value.NumberResult;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What several processes see of an object is what they would see of one of the JDK, or of a plain program, if they used it one after
 * the other in some order. Generated programs of three threads, each run many times; a history that cannot be is printed.
 */
class StateMachinesLincheckTest {
    private static final int CAPACITY = 2;
    private static final int PERMITS = 2;

    @ParameterizedTest
    @ValueSource(classes = {Queue.class, Dict.class, Counter.class, Semaphore.class, Lock.class})
    void everyHistoryHasAnOrder(Class<?> object) throws ReflectiveOperationException {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(4)
                .actorsBefore(2)
                .actorsAfter(2)
                .minimizeFailedScenario(false)
                .sequentialSpecification(Class.forName(object.getName() + "Alone"))
                .check(object);
    }

    /** Bounded. */
    @Param(name = "process", gen = IntGen.class, conf = "1:3")
    @Param(name = "element", gen = IntGen.class, conf = "1:4")
    public static class Queue {
        private final CallLoop<QueueEvent, QueueResult> queue =
                new CallLoop<>(new HostedQueue(new QueueTerms(CAPACITY, Long.MAX_VALUE)));

        @Operation
        public boolean offer(@Param(name = "process") int process, @Param(name = "element") int element) {
            return ((QueueResult.Put) queue.ask(
                                    process, caller -> new QueueEvent.Put(caller, List.of(new Item(element, 4)), 0)))
                            .count()
                    == 1;
        }

        @Operation
        public @Nullable Object poll(@Param(name = "process") int process) {
            List<dev.myriapod.coordinator.hosted.queue.Element> taken = ((QueueResult.Taken)
                            queue.ask(process, caller -> new QueueEvent.Take(caller, 1, 0, false)))
                    .elements();
            return taken.isEmpty() ? null : taken.get(0).item().payload();
        }
    }

    /** What it should be. */
    public static class QueueAlone {
        private final ArrayDeque<Integer> queue = new ArrayDeque<>();

        public boolean offer(int process, int element) {
            return queue.size() < CAPACITY && queue.add(element);
        }

        public @Nullable Object poll(int process) {
            return queue.poll();
        }
    }

    /** With puts that depend on what is there. */
    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Dict {
        private final CallLoop<DictEvent, DictResult> dict = new CallLoop<>(new HostedDict());

        private DictResult.Changed change(int key, @Nullable Integer value, DictEvent.If condition) {
            Content content = value == null ? null : new Content(value, 4);
            return (DictResult.Changed) dict.ask(
                    1, caller -> new DictEvent.Change(caller, new Key(key, key, 8), content, condition, false));
        }

        private static @Nullable Object value(dev.myriapod.coordinator.hosted.dict.Slot slot) {
            Content content = slot.content();
            return content == null ? null : content.payload();
        }

        @Operation
        public @Nullable Object put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return value(change(key, value, new DictEvent.If(-1, false)).before());
        }

        @Operation
        public @Nullable Object putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return value(change(key, value, new DictEvent.If(0, false)).before());
        }

        @Operation
        public @Nullable Object replace(@Param(name = "key") int key, @Param(name = "value") int value) {
            return value(change(key, value, new DictEvent.If(-1, true)).before());
        }

        @Operation
        public @Nullable Object remove(@Param(name = "key") int key) {
            return value(change(key, null, new DictEvent.If(-1, true)).before());
        }

        @Operation
        public @Nullable Object get(@Param(name = "key") int key) {
            return value(((DictResult.Found) dict.ask(1, caller -> new DictEvent.Get(caller, List.of(key), false)))
                    .slots()
                    .get(0));
        }
    }

    /** What it should be. */
    public static class DictAlone {
        private final Map<Integer, Integer> map = new HashMap<>();

        public @Nullable Object put(int key, int value) {
            return map.put(key, value);
        }

        public @Nullable Object putIfAbsent(int key, int value) {
            return map.putIfAbsent(key, value);
        }

        public @Nullable Object replace(int key, int value) {
            return map.replace(key, value);
        }

        public @Nullable Object remove(int key) {
            return map.remove(key);
        }

        public @Nullable Object get(int key) {
            return map.get(key);
        }
    }

    /** An integer. */
    @Param(name = "number", gen = IntGen.class, conf = "0:3")
    public static class Counter {
        private final CallLoop<NumberEvent, NumberResult> number = new CallLoop<>(HostedNumber.integer());

        @Operation
        public long getAndAdd(@Param(name = "number") int more) {
            return number.ask(1, caller -> new NumberEvent.Add(caller, more)).bits();
        }

        @Operation
        public boolean compareAndSet(@Param(name = "number") int expected, @Param(name = "number") int next) {
            return number.ask(1, caller -> new NumberEvent.CompareAndSet(caller, expected, next))
                    .done();
        }

        @Operation
        public long getAndSet(@Param(name = "number") int next) {
            return number.ask(1, caller -> new NumberEvent.Write(caller, next)).bits();
        }
    }

    /** What it should be. */
    public static class CounterAlone {
        private long number;

        public long getAndAdd(int more) {
            long before = number;
            number += more;
            return before;
        }

        public boolean compareAndSet(int expected, int next) {
            boolean done = number == expected;
            number = done ? next : number;
            return done;
        }

        public long getAndSet(int next) {
            long before = number;
            number = next;
            return before;
        }
    }

    /** Not bounded. */
    @Param(name = "process", gen = IntGen.class, conf = "1:3")
    @Param(name = "permits", gen = IntGen.class, conf = "1:2")
    public static class Semaphore {
        private final CallLoop<SemaphoreEvent, SemaphoreResult> semaphore =
                new CallLoop<>(new HostedSemaphore(new SemaphoreTerms(PERMITS, false, false)));

        @Operation
        public boolean tryAcquire(@Param(name = "process") int process, @Param(name = "permits") int permits) {
            return semaphore.ask(process, caller -> new SemaphoreEvent.Acquire(caller, permits, 0, true))
                    instanceof SemaphoreResult.Granted;
        }

        @Operation
        public void release(@Param(name = "process") int process, @Param(name = "permits") int permits) {
            if (!(semaphore.ask(process, caller -> new SemaphoreEvent.Release(caller, permits))
                    instanceof SemaphoreResult.Done)) {
                throw new IllegalStateException("refused");
            }
        }

        @Operation
        public int availablePermits(@Param(name = "process") int process) {
            return ((SemaphoreResult.Inspected) semaphore.ask(process, SemaphoreEvent.Inspect::new)).available();
        }
    }

    /** What it should be. */
    public static class SemaphoreAlone {
        private final java.util.concurrent.Semaphore semaphore = new java.util.concurrent.Semaphore(PERMITS);

        public boolean tryAcquire(int process, int permits) {
            return semaphore.tryAcquire(permits);
        }

        public void release(int process, int permits) {
            semaphore.release(permits);
        }

        public int availablePermits(int process) {
            return semaphore.availablePermits();
        }
    }

    /** Reentrant, of processes with one thread each. */
    @Param(name = "process", gen = IntGen.class, conf = "1:2")
    public static class Lock {
        private static final long THREAD = 7;

        private final CallLoop<LockEvent, LockResult> lock = new CallLoop<>(new HostedLock());

        @Operation
        public boolean tryLock(@Param(name = "process") int process) {
            return lock.ask(process, caller -> new LockEvent.Acquire(caller, THREAD, 0)) instanceof LockResult.Granted;
        }

        @Operation
        public boolean unlock(@Param(name = "process") int process) {
            return lock.ask(process, caller -> new LockEvent.Release(caller, THREAD)) instanceof LockResult.Done;
        }
    }

    /** What it should be. */
    public static class LockAlone {
        private int owner;
        private int holds;

        public boolean tryLock(int process) {
            boolean granted = holds == 0 || owner == process;
            owner = granted ? process : owner;
            holds += granted ? 1 : 0;
            return granted;
        }

        public boolean unlock(int process) {
            boolean owned = holds > 0 && owner == process;
            holds -= owned ? 1 : 0;
            return owned;
        }
    }
}
