package dev.myriapod.coordinator.hosted.lincheck;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A hosted object behind a loop, as in the coordinator: threads put what they want into a queue, whoever finds nobody at work takes
 * all that is there, one after the other, and each waits for its own answer. What does not wait is answered at once.
 */
final class CallLoop<E, R> {
    private final HostedObject<E, R> object;
    private final ConcurrentLinkedQueue<E> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final ConcurrentHashMap<Caller, R> answers = new ConcurrentHashMap<>();

    CallLoop(HostedObject<E, R> object) {
        this.object = object;
    }

    /** The answer to what that process asks. */
    R ask(long process, Function<Caller, E> request) {
        Caller caller = new Caller(process, requests.incrementAndGet());
        events.add(request.apply(caller));
        if (queued.getAndIncrement() == 0) {
            run();
        }
        R answer = answers.remove(caller);
        while (answer == null) {
            Thread.onSpinWait();
            answer = answers.remove(caller);
        }
        return answer;
    }

    private void run() {
        do {
            E next = events.poll();
            while (next == null) {
                // Counted, and not there yet.
                Thread.onSpinWait();
                next = events.poll();
            }
            object.handle(next, 0);
            for (Reply<R> reply : object.takeReplies()) {
                answers.put(reply.to(), reply.result());
            }
        } while (queued.decrementAndGet() != 0);
    }
}
