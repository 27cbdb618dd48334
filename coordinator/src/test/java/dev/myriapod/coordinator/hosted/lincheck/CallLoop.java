package dev.myriapod.coordinator.hosted.lincheck;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
    private final ConcurrentHashMap<Caller, CompletableFuture<R>> answers = new ConcurrentHashMap<>();

    CallLoop(HostedObject<E, R> object) {
        this.object = object;
    }

    /** The answer to what that process asks. Waits without spinning: on few cores that would be a time slice each time. */
    R ask(long process, Function<Caller, E> request) {
        Caller caller = new Caller(process, requests.incrementAndGet());
        CompletableFuture<R> answer = new CompletableFuture<>();
        answers.put(caller, answer);
        events.add(request.apply(caller));
        if (queued.getAndIncrement() == 0) {
            run();
        }
        return answer.join();
    }

    private void run() {
        do {
            // Never null: what is counted was added before.
            object.handle(Objects.requireNonNull(events.poll()), 0);
            for (Reply<R> reply : object.takeReplies()) {
                Objects.requireNonNull(answers.remove(reply.to())).complete(reply.result());
            }
        } while (queued.decrementAndGet() != 0);
    }
}
