package dev.myriapod.client.shared.queue;

import dev.myriapod.client.attachment.Line;
import dev.myriapod.client.wire.Unsettled;
import dev.myriapod.proto.v1.QueueRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** A line that leads nowhere: keeps what is said. */
final class SaidOnALine implements Line<QueueRequest> {
    private final List<QueueRequest> said = new ArrayList<>();
    private final ArrayDeque<Runnable> toBeAnswered = new ArrayDeque<>();
    private final Unsettled unsettled = new Unsettled();
    private long lastId;

    @Override
    public synchronized void tell(LongFunction<QueueRequest> request) {
        said.add(request.apply(++lastId));
    }

    @Override
    public synchronized void ask(LongFunction<QueueRequest> request, Runnable then) {
        tell(request);
        toBeAnswered.add(then);
    }

    @Override
    public synchronized long lastId() {
        return lastId;
    }

    @Override
    public Unsettled unsettled() {
        return unsettled;
    }

    /** What has been said since the last call. */
    synchronized List<QueueRequest> said() {
        List<QueueRequest> all = List.copyOf(said);
        said.clear();
        return all;
    }

    /** The first question that was not answered is. */
    void answer() {
        Runnable then;
        synchronized (this) {
            then = toBeAnswered.remove();
        }
        then.run();
    }
}
