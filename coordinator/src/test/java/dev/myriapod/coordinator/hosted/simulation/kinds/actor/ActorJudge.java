package dev.myriapod.coordinator.hosted.simulation.kinds.actor;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows each call from the mailbox to its process and back, and each process from its start to its end. */
final class ActorJudge extends Judge<ActorEvent, ActorResult> {
    private final ActorTerms terms;
    /** Which process is behind an attachment. */
    private final Map<Long, Integer> lives = new HashMap<>();
    /** What has begun at all, whoever has performed it. */
    private final Set<Object> given = new HashSet<>();

    private final Set<Integer> alive = new HashSet<>();
    private @Nullable Object process;
    /** The last process that was started. */
    private int last;
    /** The last whose end was heard of. */
    private int lastEnded;
    /** The last that was ready for a call. */
    private int lastReady;

    private @Nullable Caller begun;
    private long number;
    /** Its outcome is there. */
    private @Nullable Caller due;

    private @Nullable Object broken;

    ActorJudge(ActorKind kind, ActorTerms terms) {
        super(kind);
        this.terms = terms;
    }

    void started(int life, Object what) {
        require(what.equals(process), "the first who says what process there is to be has said it");
        require(life == 1 || terms.recreate(), "only what is to be recreated begins anew");
        require(lastEnded == life - 1, "there is one process, and another when it has ended");
        require(lastReady == life - 1, "what dies before it is ready is not begun again");
        require(broken == null, "what cannot be performed is not begun again");
        last = life;
        alive.add(life);
    }

    void attached(int life, long attachment) {
        lives.put(attachment, life);
    }

    void performed(Object call) {
        require(given.contains(call), "what is performed was asked for");
    }

    void died(int life) {
        require(alive.remove(life), "a process dies once");
    }

    private int life(Caller caller) {
        return lives.getOrDefault(caller.attachment(), 0);
    }

    @Override
    protected void ask(ActorEvent event) {
        if (event instanceof ActorEvent.Begin begin) {
            process = process == null ? begin.process() : process;
        } else if (event instanceof ActorEvent.Perform perform) {
            perform(perform, life(perform.caller()));
        } else if (event instanceof ActorEvent.ProcessEnded ended) {
            lastEnded = last;
            due = begun;
            begun = null;
            if (broken == null && !(terms.recreate() && lastReady == last)) {
                broken = ended.outcome();
            }
        }
    }

    private void perform(ActorEvent.Perform perform, int life) {
        if (life <= lastEnded) {
            return;
        }
        if (perform.unable()) {
            broken = perform.outcome();
            begun = null;
            return;
        }
        lastReady = life;
        if (begun != null && perform.outcome() != null) {
            require(perform.number() == number, "a process ends the call that it was given");
            due = begun;
            begun = null;
        }
    }

    @Override
    protected long wait(ActorEvent event) {
        return event instanceof ActorEvent.Invoke ? terms.callNanos() : -1;
    }

    @Override
    protected void answer(Open<ActorEvent> request, ActorResult result) {
        if (request.event() instanceof ActorEvent.Perform) {
            begin(request, (ActorResult.Call) result);
        } else if (result instanceof ActorResult.Outcome outcome) {
            Object what = outcome.outcome();
            if (what instanceof SimulatedActor.Done done) {
                require(done.call().equals(request.caller()), "who calls is told what came of that call");
                require(request.caller().equals(due), "it is told when it is there");
            } else if (!request.caller().equals(due)) {
                require(what.equals(broken), "calls fail if their process ends, or there will be none");
            } else {
                require(what.equals(new SimulatedActor.Dead(lastEnded)), "who calls is told who has died");
            }
        } else {
            require(request.isOver(), "who waits is told an outcome");
        }
    }

    private void begin(Open<ActorEvent> performer, ActorResult.Call call) {
        require(begun == null, "one call is performed after the other");
        require(life(performer.caller()) > lastEnded, "nothing is sent to who is dead");
        Open<ActorEvent> first = first();
        require(
                first != null && first.caller().equals(call.call()),
                "calls are performed in the order of their arrival");
        require(given.add(call.call()), "no call is performed twice");
        require(call.number() > number, "each call has a number of its own");
        number = call.number();
        begun = first == null ? null : first.caller();
    }

    /** A call that has not begun. */
    private boolean isToCome(Open<ActorEvent> request) {
        return request.event() instanceof ActorEvent.Invoke
                && !given.contains(request.caller())
                && !request.caller().equals(due);
    }

    /** The oldest call that has not begun. */
    private @Nullable Open<ActorEvent> first() {
        for (Open<ActorEvent> each : open()) {
            if (isToCome(each)) {
                return each;
            }
        }
        return null;
    }

    @Override
    protected void gone(long attachment) {}

    @Override
    protected void check(Facts facts) {
        require(due == null || find(due) == null, "an outcome is told at once");
        due = null;
        require(facts.unconfirmed() == underWay(), "one call has begun, or none");
        boolean idle = false;
        int toCome = 0;
        for (Open<ActorEvent> each : open()) {
            toCome += isToCome(each) ? 1 : 0;
            boolean call = each.event() instanceof ActorEvent.Invoke;
            require(!call || broken == null, "nobody waits for what cannot be performed");
            idle |= !call && life(each.caller()) > lastEnded;
        }
        require(facts.length() == toCome, "what nobody waits for is not kept");
        require(!idle || begun != null || first() == null, "a process that is ready performs what is asked for");
    }

    @Override
    protected boolean isParked(Open<ActorEvent> request) {
        return request.event() instanceof ActorEvent.Invoke;
    }

    @Override
    protected long underWay() {
        return begun == null ? 0 : 1;
    }

    @Override
    protected void quiet() {
        if (process != null) {
            require(first() == null && begun == null, "whoever calls is told an outcome");
            require(broken != null || alive.contains(last), "an object that is not broken lives");
        }
    }

    @Override
    protected void buried() {
        require(alive.isEmpty(), "its process ends with it");
    }
}
