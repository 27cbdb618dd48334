package dev.myriapod.coordinator.hosted.memory;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A memory: who wants to map it is told where it is, as soon as it is anywhere. What is in it is nothing to it. */
public final class HostedMemory implements HostedObject<MemoryEvent, MemoryResult> {
    private static final long FOR_EVER = -1;

    private final MemoryTerms terms;
    private final Deadlines deadlines = new Deadlines();
    private final Replies<MemoryResult> replies = new Replies<>();
    private final Waiters<Caller> waiters =
            new Waiters<>(deadlines, caller -> replies.add(caller, new MemoryResult.CalledOff()));
    private @Nullable Place place;

    public HostedMemory(MemoryTerms terms) {
        this.terms = terms;
    }

    @Override
    public void handle(MemoryEvent event, long now) {
        tick(now);
        if (event instanceof MemoryEvent.Open open) {
            open(open.caller());
        } else if (event instanceof MemoryEvent.Made made) {
            if (place != null) {
                throw new IllegalStateException("The memory was made twice: " + place + " and " + made.place());
            }
            place = made.place();
            waiters.removeAll().forEach(this::open);
        }
    }

    private void open(Caller caller) {
        if (place == null) {
            waiters.park(caller, caller, FOR_EVER);
        } else {
            replies.add(caller, new MemoryResult.Opened(place, terms.size()));
        }
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (waiters.remove(caller) != null) {
            replies.add(caller, new MemoryResult.CalledOff());
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        waiters.removeAll(attachment);
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
    }

    @Override
    public List<Reply<MemoryResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is its size. */
    @Override
    public Facts facts() {
        return new Facts(waiters.size(), terms.size(), 0, 0, 0);
    }
}
