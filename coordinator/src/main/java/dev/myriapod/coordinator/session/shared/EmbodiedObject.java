package dev.myriapod.coordinator.session.shared;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.List;

/**
 * A shared object that something outside of the coordinator belongs to, such as a file or a process, which ends with it. What it
 * answers is decided by a state machine; subclasses see to what is outside. Owned by the loop.
 *
 * @param <E> what can happen to objects of its kind
 * @param <R> what they answer
 * @param <M> what decides
 */
public abstract class EmbodiedObject<E, R, M extends HostedObject<E, R>> implements HostedObject<E, R> {
    private final M machine;

    /** Decided by that one. */
    protected EmbodiedObject(M machine) {
        this.machine = machine;
    }

    protected final M machine() {
        return machine;
    }

    /** What is outside must be let go of; without blocking. */
    @Override
    public abstract void over();

    @Override
    public void handle(E event, long now) {
        machine.handle(event, now);
    }

    @Override
    public final void cancel(Caller caller, long now) {
        machine.cancel(caller, now);
    }

    @Override
    public final void detach(long attachment, long now) {
        machine.detach(attachment, now);
    }

    @Override
    public final void tick(long now) {
        machine.tick(now);
    }

    @Override
    public final List<Reply<R>> takeReplies() {
        return machine.takeReplies();
    }

    @Override
    public final long nextDeadline() {
        return machine.nextDeadline();
    }

    @Override
    public final Facts facts() {
        return machine.facts();
    }
}
