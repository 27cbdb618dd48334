package dev.myriapod.coordinator.hosted.simulation.kinds.barrier;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.barrier.BarrierEvent;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult.Why;
import dev.myriapod.coordinator.hosted.barrier.BarrierTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows who must be told what: all pass together, or nobody does. */
final class BarrierJudge extends Judge<BarrierEvent, BarrierResult> {
    private final BarrierTerms terms;
    private final Map<Caller, Integer> line = new LinkedHashMap<>();
    private final Map<Caller, BarrierResult> expected = new HashMap<>();
    private @Nullable Map<Caller, Integer> acting;
    private long actor;
    private long round;
    private boolean broken;

    BarrierJudge(BarrierKind kind, BarrierTerms terms) {
        super(kind);
        this.terms = terms;
    }

    @Override
    protected void ask(BarrierEvent event) {
        Caller caller = event.caller();
        if (event instanceof BarrierEvent.Await await) {
            arrive(caller, await.waitNanos());
        } else if (event instanceof BarrierEvent.Acted acted) {
            if (acting == null || acted.round() != round || actor != caller.attachment()) {
                expected.put(caller, new BarrierResult.Broken(Why.OTHER));
            } else if (acted.failed()) {
                expected.put(caller, new BarrierResult.Broken(Why.ACTION));
                breakAll(Why.ACTION);
            } else {
                acting.forEach((who, index) -> expected.put(who, new BarrierResult.Passed(index)));
                expected.put(caller, new BarrierResult.Passed(0));
                acting = null;
                go();
            }
        } else {
            boolean reset = event instanceof BarrierEvent.Reset;
            int waits = reset ? 0 : line.size() + (acting == null ? 0 : acting.size());
            expected.put(caller, new BarrierResult.Inspected(terms.parties(), waits, !reset && broken));
            if (reset || event instanceof BarrierEvent.Abort) {
                breakAll(reset ? Why.RESET : Why.ABORT);
                broken = !reset;
            }
        }
    }

    private void arrive(Caller caller, long wait) {
        int index = terms.parties() - 1 - line.size() % terms.parties();
        if (broken) {
            expected.put(caller, new BarrierResult.Broken(Why.OTHER));
        } else if (wait == 0 && index > 0) {
            expected.put(caller, new BarrierResult.Broken(Why.TIME));
            breakLine(Why.OTHER);
        } else {
            line.put(caller, index);
            go();
        }
    }

    private void go() {
        if (acting != null || line.size() < terms.parties()) {
            return;
        }
        Map<Caller, Integer> group = new LinkedHashMap<>();
        List<Caller> first = new ArrayList<>(line.keySet()).subList(0, terms.parties());
        first.forEach(who -> group.put(who, line.remove(who)));
        if (terms.action() == null) {
            group.forEach((who, index) -> expected.put(who, new BarrierResult.Passed(index)));
            return;
        }
        Caller last = first.get(terms.parties() - 1);
        group.remove(last);
        acting = group;
        actor = last.attachment();
        expected.put(last, new BarrierResult.Act("action", ++round));
    }

    private void breakLine(Why why) {
        broken = true;
        line.keySet().forEach(who -> expected.put(who, new BarrierResult.Broken(why)));
        line.clear();
    }

    private void breakAll(Why why) {
        if (acting != null) {
            acting.keySet().forEach(who -> expected.put(who, new BarrierResult.Broken(why)));
            acting = null;
        }
        breakLine(why);
    }

    private void leave(Caller caller, Why why) {
        if (line.remove(caller) != null) {
            expected.put(caller, new BarrierResult.Broken(why));
            breakLine(Why.OTHER);
        }
    }

    @Override
    protected void timeIsOver(Open<BarrierEvent> request) {
        if (line.getOrDefault(request.caller(), 0) > 0) {
            leave(request.caller(), Why.TIME);
        }
    }

    @Override
    protected void calledOff(Open<BarrierEvent> request) {
        leave(request.caller(), Why.CANCEL);
    }

    @Override
    protected void answer(Open<BarrierEvent> request, BarrierResult result) {
        require(result.equals(expected.remove(request.caller())), "all pass together, or nobody does");
    }

    @Override
    protected void gone(long attachment) {
        int before = line.size();
        line.keySet().removeIf(who -> who.attachment() == attachment);
        boolean left = line.size() < before;
        if (acting != null
                && (actor == attachment || acting.keySet().stream().anyMatch(who -> who.attachment() == attachment))) {
            acting.keySet().removeIf(who -> who.attachment() == attachment);
            breakAll(Why.DEATH);
        } else if (left) {
            breakLine(Why.DEATH);
        }
    }

    /** Those of a round that is complete. */
    @Override
    protected boolean outlasts(Open<BarrierEvent> request) {
        return acting != null;
    }

    @Override
    protected boolean hasAlarm(Open<BarrierEvent> request) {
        return super.hasAlarm(request) && line.getOrDefault(request.caller(), 0) > 0;
    }

    @Override
    protected void check(Facts facts) {
        require(expected.isEmpty(), "who can go on goes on, and who cannot is told");
        require(!broken || line.isEmpty(), "nobody waits at a broken barrier");
        require(acting != null || line.size() < terms.parties(), "nobody waits when all are there");
    }
}
