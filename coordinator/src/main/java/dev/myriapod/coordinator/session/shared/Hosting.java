package dev.myriapod.coordinator.session.shared;

import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.proto.v1.ObjectEnd;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shared object with its alarm clock and those who are attached to it. Owned by the loop.
 *
 * @param <E> what can happen to it
 * @param <R> what it answers
 */
final class Hosting<E, R> implements Outside<E> {
    private static final Logger log = LoggerFactory.getLogger(Hosting.class);

    private final HostedObject<E, R> object;
    private final CoordinatorLoop loop;
    private final Alarm alarm;
    private final Map<Long, Seat<R>> seats = new LinkedHashMap<>();
    private Runnable givenUp = () -> {};
    private boolean over;

    Hosting(Function<Outside<E>, HostedObject<E, R>> create, CoordinatorLoop loop) {
        this.loop = loop;
        object = create.apply(this);
        alarm = loop.alarm(() -> {
            happened(HostedObject::tick);
            deliver();
        });
    }

    /** Does this when the object must be given up. */
    void whenGivenUp(Runnable action) {
        givenUp = action;
    }

    void sit(long attachment, Seat<R> seat) {
        seats.put(attachment, seat);
    }

    /** That process is gone. */
    void leave(long attachment) {
        seats.remove(attachment);
        happened((hosted, now) -> hosted.detach(attachment, now));
        deliver();
    }

    /** Something happens to the object, at the time of now. What it answers waits for {@link #deliver}. */
    void happened(BiConsumer<HostedObject<E, R>, Long> event) {
        if (over) {
            return;
        }
        try {
            event.accept(object, loop.now());
        } catch (IllegalArgumentException e) {
            // Whoever said this does not speak the protocol: that stream is cut off, the object goes on.
            throw e;
        } catch (RuntimeException | Error e) {
            defect(e);
        }
    }

    /** Sends the answers to whom they belong, and sets the alarm. */
    void deliver() {
        Set<Seat<R>> spokenTo = new LinkedHashSet<>();
        for (Reply<R> reply : object.takeReplies()) {
            Seat<R> seat = seats.get(reply.to().attachment());
            if (seat != null) {
                seat.answer(reply.to().request(), reply.result());
                spokenTo.add(seat);
            }
        }
        spokenTo.forEach(Seat::flush);
        if (!over) {
            alarm.set(object.nextDeadline());
        }
    }

    /** Nobody else pays for it: neither the streams that are attached to other objects, nor the loop. */
    private void defect(Throwable e) {
        log.error(
                "A shared object is given up, because what happened to it could not be processed. If all sides are of one"
                        + " version, this is a defect: please report it with this stack trace.",
                e);
        givenUp.run();
        end(ObjectEnd.OBJECT_END_DEFECT, "The coordinator could not process what happened to this object: " + e);
    }

    @Override
    public void happened(E event) {
        happened((hosted, now) -> hosted.handle(event, now));
        deliver();
    }

    @Override
    public void unavailable(String message) {
        if (!over) {
            givenUp.run();
            end(ObjectEnd.OBJECT_END_UNAVAILABLE, message);
        }
    }

    /** It is no more, and everybody is told. */
    void end(ObjectEnd why, String message) {
        close();
        List<Seat<R>> told = List.copyOf(seats.values());
        seats.clear();
        told.forEach(seat -> seat.end(why, message));
    }

    /** It is no more. */
    void close() {
        if (!over) {
            over = true;
            alarm.cancel();
            object.over();
        }
    }

    Facts facts() {
        return object.facts();
    }

    /** The attached processes, for people. */
    List<String> processes() {
        return seats.values().stream().map(Seat::process).toList();
    }

    /** An attached process, for people. */
    String process(long attachment) {
        Seat<R> seat = seats.get(attachment);
        return seat == null ? "" : seat.process();
    }
}
