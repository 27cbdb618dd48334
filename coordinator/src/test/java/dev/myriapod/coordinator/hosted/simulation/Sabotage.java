package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bug as it looks from outside an object. The simulation must find each of them; if it does not, it proves nothing. As it
 * stands it changes nothing.
 */
public class Sabotage {
    /** None. */
    public static final Sabotage NONE = new Sabotage("NONE");

    private final String name;

    protected Sabotage(String name) {
        this.name = name;
    }

    @Override
    public final String toString() {
        return name;
    }

    /** What the object hears instead; null: nothing. */
    protected @Nullable Object event(Object event) {
        return event;
    }

    /** What is answered instead; null: nothing. */
    protected @Nullable Object result(Object result) {
        return result;
    }

    /** How often that is said. */
    protected int times(Object result) {
        return 1;
    }

    /** Whether it is heard that a process is gone. */
    protected boolean hearsDetach(long attachment) {
        return true;
    }

    /** Whether a cancel is heard. */
    protected boolean hearsCancel(Caller caller) {
        return true;
    }

    /** Whether the object hears that it is no more. */
    protected boolean hearsEnd() {
        return true;
    }

    /** Whether the alarm rings at all. */
    protected boolean knowsTime() {
        return true;
    }

    final <E, R> HostedObject<E, R> spoil(HostedObject<E, R> object) {
        return this == NONE ? object : new Spoilt<>(object, this);
    }

    private record Spoilt<E, R>(HostedObject<E, R> object, Sabotage sabotage) implements HostedObject<E, R> {
        @Override
        @SuppressWarnings("unchecked") // A sabotage changes an event to one of its kind.
        public void handle(E event, long now) {
            Object heard = sabotage.event(event);
            if (heard != null) {
                object.handle((E) heard, time(now));
            }
        }

        private long time(long now) {
            return sabotage.knowsTime() ? now : 0;
        }

        @Override
        public void cancel(Caller caller, long now) {
            if (sabotage.hearsCancel(caller)) {
                object.cancel(caller, time(now));
            }
        }

        @Override
        public void detach(long attachment, long now) {
            if (sabotage.hearsDetach(attachment)) {
                object.detach(attachment, time(now));
            }
        }

        @Override
        public void tick(long now) {
            object.tick(time(now));
        }

        @Override
        @SuppressWarnings("unchecked") // A sabotage changes a result to one of its kind.
        public List<Reply<R>> takeReplies() {
            List<Reply<R>> replies = new ArrayList<>();
            for (Reply<R> reply : object.takeReplies()) {
                Object told = sabotage.result(reply.result());
                for (int i = told == null ? 0 : sabotage.times(reply.result()); i > 0; i--) {
                    replies.add(new Reply<>(reply.to(), (R) told));
                }
            }
            return replies;
        }

        @Override
        public long nextDeadline() {
            return object.nextDeadline();
        }

        @Override
        public Facts facts() {
            return object.facts();
        }

        @Override
        public void over() {
            if (sabotage.hearsEnd()) {
                object.over();
            }
        }
    }
}
