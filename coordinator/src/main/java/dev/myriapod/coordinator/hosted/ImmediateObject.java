package dev.myriapod.coordinator.hosted;

import java.util.List;

/**
 * A shared object that makes nobody wait for a time: what is asked of it is done at once, so time means nothing to it.
 *
 * @param <E> what can happen to objects of its kind
 * @param <R> what they answer
 */
public abstract class ImmediateObject<E, R> implements HostedObject<E, R> {
    private final Replies<R> replies = new Replies<>();

    /** For subclasses. */
    protected ImmediateObject() {}

    /** A process asks for something. */
    protected abstract void handle(E event);

    protected final void answer(Caller caller, R result) {
        replies.add(caller, result);
    }

    @Override
    public final void handle(E event, long now) {
        handle(event);
    }

    /** Nothing is parked, unless a subclass says so: the answer is on its way. */
    @Override
    public void cancel(Caller caller, long now) {}

    /** Nothing is held by a process, unless a subclass says so. */
    @Override
    public void detach(long attachment, long now) {}

    @Override
    public final void tick(long now) {}

    @Override
    public final List<Reply<R>> takeReplies() {
        return replies.take();
    }

    @Override
    public final long nextDeadline() {
        return Long.MAX_VALUE;
    }

    /** Nobody waits, nobody owns it. */
    protected static Facts length(long length) {
        return new Facts(0, length, 0, 0, 0);
    }
}
