package dev.myriapod.coordinator.hosted.simulation.kinds.lock;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows who has the lock, who is in line, and who waits for a signal. A lock is a read-write lock that nobody reads. */
final class LockJudge extends Judge<LockEvent, LockResult> {
    private final Map<Caller, Entrant> line = new LinkedHashMap<>();
    private final Map<Caller, Entrant> sleepers = new LinkedHashMap<>();
    private final Map<Who, Integer> readers = new HashMap<>();
    private @Nullable Who owner;
    private int holds;
    private long token;
    private boolean died;
    /** By whose signal the owner has come. */
    private @Nullable String signal;

    private boolean may;

    private record Who(long attachment, long thread) {
        static Who of(LockEvent event) {
            return new Who(event.caller().attachment(), event.thread());
        }
    }

    private record Entrant(LockEvent event, int holds, boolean signalled) {
        boolean reads() {
            return event instanceof LockEvent.AcquireRead;
        }
    }

    LockJudge(LockKind kind) {
        super(kind);
    }

    @Override
    protected void ask(LockEvent event) {
        Who who = Who.of(event);
        boolean owns = who.equals(owner);
        may = owns;
        if (event instanceof LockEvent.Acquire) {
            may = owns || isFree();
            line.put(event.caller(), new Entrant(event, 1, false));
        } else if (event instanceof LockEvent.AcquireRead acquire) {
            may = owns || (owner == null && (acquire.barge() || readers.containsKey(who) || line.isEmpty()));
            line.put(event.caller(), new Entrant(event, 1, false));
        } else if (event instanceof LockEvent.ReleaseRead) {
            may = readers.containsKey(who);
            readers.computeIfPresent(who, (reader, count) -> count == 1 ? null : count - 1);
        } else if (event instanceof LockEvent.Release && owns) {
            if (--holds == 0) {
                leave(false);
            }
        } else if (event instanceof LockEvent.Undo && owns) {
            if (--holds == 0) {
                leave(died);
            }
        } else if (event instanceof LockEvent.Await await && owns) {
            Map<Caller, Entrant> next = await.waitNanos() == 0 ? line : sleepers;
            next.put(event.caller(), new Entrant(event, holds, false));
            leave(false);
        } else if (event instanceof LockEvent.Signal sent && owns) {
            signal(sent.condition(), sent.count() == 0 ? Integer.MAX_VALUE : sent.count());
        }
    }

    private boolean isFree() {
        return owner == null && readers.isEmpty();
    }

    private void leave(boolean byDeath) {
        owner = null;
        holds = 0;
        signal = null;
        died = byDeath;
    }

    private void signal(String condition, int count) {
        List<Caller> woken = new ArrayList<>();
        sleepers.forEach((who, sleeper) -> {
            if (woken.size() < count
                    && ((LockEvent.Await) sleeper.event()).condition().equals(condition)) {
                woken.add(who);
            }
        });
        woken.forEach(who -> wake(who, true));
    }

    private void wake(Caller caller, boolean signalled) {
        Entrant sleeper = sleepers.remove(caller);
        if (sleeper != null) {
            line.put(caller, new Entrant(sleeper.event(), sleeper.holds(), signalled));
        }
    }

    @Override
    protected void timeIsOver(Open<LockEvent> request) {
        wake(request.caller(), false);
    }

    @Override
    protected void calledOff(Open<LockEvent> request) {
        wake(request.caller(), false);
    }

    @Override
    protected void answer(Open<LockEvent> request, LockResult result) {
        LockEvent event = request.event();
        if (result instanceof LockResult.Granted granted) {
            grant(request, granted);
        } else if (result instanceof LockResult.Inspected told) {
            boolean same = told.locked() == (owner != null) && told.holds() == (may ? holds : 0);
            require(same && told.reads() == reads(), "what is told is so");
        } else if (result instanceof LockResult.Done) {
            require(may, "only who has it can release or signal");
        } else if (event instanceof LockEvent.Acquire || event instanceof LockEvent.AcquireRead) {
            require(mayEnd(request), "who is refused has waited its time");
            line.remove(request.caller());
        } else {
            require(!may, "who has the lock can release, signal and wait");
        }
    }

    private void grant(Open<LockEvent> request, LockResult.Granted granted) {
        Who who = Who.of(request.event());
        Entrant entrant = line.get(request.caller());
        require(entrant != null, "who is granted is in line, and was woken if it slept");
        if (entrant == null) {
            return;
        }
        boolean first = line.keySet().iterator().next().equals(request.caller());
        require(first || mayPass(entrant, who), "nobody overtakes");
        line.remove(request.caller());
        if (entrant.reads()) {
            require(owner == null || owner.equals(who), "nobody reads while another writes");
            require(granted.holds() == readers.merge(who, 1, Integer::sum), "grants are counted");
        } else {
            require(owner == null || owner.equals(who), "one owner at most");
            require(owner != null || readers.isEmpty(), "nobody writes while others read");
            if (owner == null) {
                token++;
                signal = entrant.signalled() ? ((LockEvent.Await) entrant.event()).condition() : null;
            }
            owner = who;
            holds += entrant.holds();
            require(granted.holds() == holds, "grants are counted");
        }
        require(granted.token() == token, "each owner has a token, one higher than that before");
        require(granted.previousOwnerDied() == died, "a death shows");
        require(granted.signalled() == entrant.signalled(), "who was signalled knows it");
    }

    /** Those who would wait for themselves, and those who try. */
    private boolean mayPass(Entrant entrant, Who who) {
        boolean barges = entrant.event() instanceof LockEvent.AcquireRead read && read.barge();
        return who.equals(owner) || (entrant.reads() && (barges || readers.containsKey(who)));
    }

    private int reads() {
        return readers.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    protected void gone(long attachment) {
        List<String> signals = new ArrayList<>();
        line.values().stream()
                .filter(each -> each.signalled() && each.event().caller().attachment() == attachment)
                .forEach(each -> signals.add(((LockEvent.Await) each.event()).condition()));
        line.keySet().removeIf(caller -> caller.attachment() == attachment);
        sleepers.keySet().removeIf(caller -> caller.attachment() == attachment);
        readers.keySet().removeIf(who -> who.attachment() == attachment);
        if (owner != null && owner.attachment() == attachment) {
            if (signal != null) {
                signals.add(signal);
            }
            leave(true);
        }
        signals.forEach(condition -> signal(condition, 1));
    }

    /** Whoever waits for a condition has the lock when it goes on. */
    @Override
    protected boolean outlasts(Open<LockEvent> request) {
        return request.event() instanceof LockEvent.Await;
    }

    @Override
    protected boolean hasAlarm(Open<LockEvent> request) {
        boolean awaits = request.event() instanceof LockEvent.Await;
        return super.hasAlarm(request) && (!awaits || sleepers.containsKey(request.caller()));
    }

    @Override
    protected void check(Facts facts) {
        require(facts.owner() == (owner == null ? 0 : owner.attachment()), "the owner is who was granted it");
        require(facts.length() == reads(), "the readers are those who were granted it");
        for (Entrant first : line.values()) {
            require(!(first.reads() ? owner == null : isFree()), "the first in line does not wait for a free lock");
            break;
        }
    }

    @Override
    protected long held() {
        return (long) holds + reads();
    }
}
