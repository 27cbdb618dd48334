package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.queue.HostedQueue;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Crew;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import org.jspecify.annotations.Nullable;

/** Queues. */
public final class QueueKind implements Kind<QueueEvent, QueueResult> {
    /** The size of a large item, two of which do not go in one answer. */
    static final long LARGE = 600_000;

    /** So many takes in a row show that nobody else takes: few, so that it happens. */
    private static final int ALONE = 2;

    /** So much room that there is credit, and that it ends with few elements. */
    private static final long LITTLE = 3000;

    /** So many items may be put without asking: few, so that a process has used up all of it. */
    private static final long MOST_CREDIT = 4;

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Object settings(Dice dice) {
        return new QueueTerms(
                dice.oneIn(2) ? Integer.MAX_VALUE : 1 + dice.below(4),
                dice.oneIn(2) ? Long.MAX_VALUE : dice.oneIn(2) ? LARGE + 100 : LITTLE);
    }

    @Override
    public HostedObject<QueueEvent, QueueResult> create(Object settings) {
        return new HostedQueue((QueueTerms) settings, ALONE, MOST_CREDIT);
    }

    @Override
    public @Nullable Caller caller(QueueEvent event) {
        if (event instanceof QueueEvent.Put put) {
            return put.caller();
        } else if (event instanceof QueueEvent.Take take) {
            return take.caller();
        } else if (event instanceof QueueEvent.Show show) {
            return show.caller();
        } else if (event instanceof QueueEvent.Remove remove) {
            return remove.caller();
        } else if (event instanceof QueueEvent.Clear clear) {
            return clear.caller();
        } else if (event instanceof QueueEvent.Measure measure) {
            return measure.caller();
        } else if (event instanceof QueueEvent.Close close) {
            return close.caller();
        } else if (event instanceof QueueEvent.TasksDone done) {
            return done.caller();
        }
        if (event instanceof QueueEvent.Settled settled) {
            return settled.caller();
        }
        return event instanceof QueueEvent.Join join ? join.caller() : null;
    }

    @Override
    public long wait(QueueEvent event) {
        if (event instanceof QueueEvent.Put put) {
            return put.waitNanos();
        } else if (event instanceof QueueEvent.Take take) {
            return take.waitNanos();
        }
        return event instanceof QueueEvent.Join join ? join.waitNanos() : 0;
    }

    @Override
    public boolean mayComeLate(QueueEvent event) {
        return event instanceof QueueEvent.Put
                || event instanceof QueueEvent.Take
                || event instanceof QueueEvent.Received
                || event instanceof QueueEvent.GivenBack;
    }

    @Override
    public Judge<QueueEvent, QueueResult> judge(Object settings) {
        return new QueueJudge(this, (QueueTerms) settings);
    }

    @Override
    public Actor<QueueEvent, QueueResult> actor(Dice dice, long thread) {
        return crew(dice).actor(thread);
    }

    @Override
    public Crew<QueueEvent, QueueResult> crew(Dice dice) {
        return new QueueCrew(dice);
    }
}
