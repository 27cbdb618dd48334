package dev.myriapod.coordinator.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.event.EventDeed;
import dev.myriapod.coordinator.hosted.event.HostedEvent;
import dev.myriapod.coordinator.hosted.latch.HostedLatch;
import dev.myriapod.coordinator.hosted.latch.LatchEvent;
import dev.myriapod.coordinator.hosted.latch.LatchTerms;
import dev.myriapod.coordinator.hosted.lock.HostedLock;
import dev.myriapod.coordinator.hosted.lock.HostedReadWriteLock;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.queue.HostedQueue;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.hosted.semaphore.HostedSemaphore;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreTerms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand waits of a hundred processes on one object: what they cost, who goes on when, and that nothing is left. */
class TenThousandWaitersTest {
    private static final int COUNT = 10_000;
    private static final int PROCESSES = 100;
    private static final long HOUR = 3_600_000_000_000L;
    private static final long MOST_BYTES = 50_000_000;
    /** Nobody of those who wait. */
    private static final Caller OTHER = new Caller(PROCESSES + 1, 1);

    /**
     * An object, and what is done with it.
     *
     * @param first before anybody waits
     * @param waiting what they all ask
     * @param wake lets at least one go on; is told who did so last
     */
    record Case<E, R>(
            HostedObject<E, R> object, List<E> first, Function<Caller, E> waiting, Function<Caller, E> wake) {}

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(
                        "queue",
                        new Case<>(
                                new HostedQueue(new QueueTerms(1, 1)),
                                List.of(),
                                caller -> new QueueEvent.Take(caller, 1, HOUR, false),
                                last -> new QueueEvent.Put(OTHER, List.of(new Item("element", 1)), 0))),
                Arguments.of("lock", locking(new HostedLock())),
                Arguments.of("read-write lock", locking(new HostedReadWriteLock())),
                Arguments.of(
                        "semaphore",
                        new Case<>(
                                new HostedSemaphore(new SemaphoreTerms(0, true, false)),
                                List.of(),
                                caller -> new SemaphoreEvent.Acquire(caller, 1, HOUR, false),
                                last -> new SemaphoreEvent.Release(OTHER, 1))),
                Arguments.of(
                        "event",
                        new Case<>(
                                new HostedEvent(),
                                List.of(),
                                caller -> new EventDeed.Await(caller, HOUR),
                                last -> new EventDeed.Change(OTHER, true))),
                Arguments.of(
                        "latch",
                        new Case<>(
                                new HostedLatch(new LatchTerms(1)),
                                List.of(),
                                caller -> new LatchEvent.Await(caller, HOUR),
                                last -> new LatchEvent.CountDown(OTHER))));
    }

    private static <R> Case<LockEvent, R> locking(HostedObject<LockEvent, R> lock) {
        return new Case<>(
                lock,
                List.of(new LockEvent.Acquire(OTHER, 1, 0)),
                caller -> new LockEvent.Acquire(caller, 1 + caller.request(), HOUR),
                last -> new LockEvent.Release(last, last.equals(OTHER) ? 1 : 1 + last.request()));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static <E> List<Caller> park(Case<E, ?> what) {
        List<Caller> parked = new ArrayList<>();
        for (long i = 0; i < COUNT; i++) {
            Caller caller = new Caller(1 + i % PROCESSES, i);
            what.object().handle(what.waiting().apply(caller), 0);
            parked.add(caller);
        }
        return parked;
    }

    /** The answers to those who wait. */
    private static List<Caller> answered(HostedObject<?, ?> object) {
        List<Caller> answered = new ArrayList<>();
        for (Reply<?> reply : object.takeReplies()) {
            if (reply.to().attachment() <= PROCESSES) {
                answered.add(reply.to());
            }
        }
        return answered;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <E> void costLittleAndGoOnInTheirOrder(String name, Case<E, ?> what) {
        HostedObject<E, ?> object = what.object();
        what.first().forEach(event -> object.handle(event, 0));
        int threads = Thread.activeCount();
        long before = used();
        List<Caller> parked = park(what);
        assertThat(answered(object)).isEmpty();
        assertThat(object.facts().waiters()).isEqualTo(COUNT);
        assertThat(used() - before).as("bytes").isLessThan(MOST_BYTES);
        // Those of a test before may still be ending.
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        List<Caller> cancelled =
                parked.stream().filter(caller -> caller.request() % 2 == 0).toList();
        cancelled.forEach(caller -> object.cancel(caller, 1));
        assertThat(answered(object)).isEqualTo(cancelled);
        parked.removeAll(new HashSet<>(cancelled));
        assertThat(object.facts().waiters()).isEqualTo(parked.size());
        List<Caller> served = new ArrayList<>();
        while (served.size() < parked.size()) {
            Caller last = served.isEmpty() ? OTHER : served.get(served.size() - 1);
            object.handle(what.wake().apply(last), 2);
            List<Caller> next = answered(object);
            next.removeIf(caller -> caller.equals(last));
            assertThat(next).isNotEmpty();
            served.addAll(next);
        }
        assertThat(served).isEqualTo(parked);
        assertThat(object.facts().waiters()).isZero();
        assertThat(object.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <E> void areForgottenWithTheirProcesses(String name, Case<E, ?> what) {
        HostedObject<E, ?> object = what.object();
        what.first().forEach(event -> object.handle(event, 0));
        assertThat(park(what)).hasSize(COUNT);
        assertThat(object.nextDeadline()).isEqualTo(HOUR);
        for (long process = 1; process <= PROCESSES; process++) {
            object.detach(process, 1);
        }
        assertThat(answered(object)).isEmpty();
        assertThat(object.facts().waiters()).isZero();
        assertThat(object.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <E> void allEndWithTheirTime(String name, Case<E, ?> what) {
        HostedObject<E, ?> object = what.object();
        what.first().forEach(event -> object.handle(event, 0));
        List<Caller> parked = park(what);
        object.tick(HOUR - 1);
        assertThat(answered(object)).isEmpty();
        object.tick(HOUR);
        assertThat(answered(object)).containsExactlyInAnyOrderElementsOf(parked);
        assertThat(object.facts().waiters()).isZero();
    }
}
