package dev.myriapod.coordinator.hosted.simulation.kinds.semaphore;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreResult;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the permits. */
final class SemaphoreJudge extends Judge<SemaphoreEvent, SemaphoreResult> {
    private final SemaphoreTerms terms;
    private final Map<Long, Long> held = new LinkedHashMap<>();
    private long available;
    private long version;
    private boolean surplus;

    private @Nullable Caller granted;
    private boolean done;

    SemaphoreJudge(SemaphoreKind kind, SemaphoreTerms terms) {
        super(kind);
        this.terms = terms;
        available = terms.permits();
    }

    private long sum() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    private long of(Caller caller) {
        return held.getOrDefault(caller.attachment(), 0L);
    }

    @Override
    protected void ask(SemaphoreEvent event) {
        granted = null;
        Caller caller = event.caller();
        if (event instanceof SemaphoreEvent.Acquire acquire) {
            boolean others = false;
            for (Open<SemaphoreEvent> each : open()) {
                others |= each.event() != event;
            }
            if (acquire.permits() <= available && (acquire.barge() || !terms.fair() || !others)) {
                granted = caller;
            }
        } else if (event instanceof SemaphoreEvent.Release release) {
            done = !terms.bounded() || release.permits() <= sum();
            if (done) {
                surplus |= release.permits() > of(caller);
                release(caller, release.permits());
                available += release.permits();
            }
        } else if (event instanceof SemaphoreEvent.Undo undo) {
            available += remove(caller.attachment(), undo.permits());
        } else if (event instanceof SemaphoreEvent.Reduce reduce) {
            available -= reduce.permits();
        }
    }

    private long remove(long attachment, long most) {
        long has = held.getOrDefault(attachment, 0L);
        long removed = Math.min(has, most);
        if (removed == has) {
            held.remove(attachment);
        } else {
            held.put(attachment, has - removed);
        }
        return removed;
    }

    /** First its own, then those that others have had for longest. */
    private void release(Caller caller, long permits) {
        long left = permits - remove(caller.attachment(), permits);
        while (left > 0 && !held.isEmpty()) {
            left -= remove(held.keySet().iterator().next(), left);
        }
    }

    @Override
    protected void answer(Open<SemaphoreEvent> request, SemaphoreResult result) {
        SemaphoreEvent event = request.event();
        if (result instanceof SemaphoreResult.Granted granting) {
            grant(request, granting);
        } else if (result instanceof SemaphoreResult.Refused) {
            if (event instanceof SemaphoreEvent.Release) {
                require(!done, "only a bounded semaphore refuses, and only what nobody has");
            } else {
                require(!request.caller().equals(granted), "who may go on goes on");
                require(mayEnd(request), "who is refused has waited its time");
            }
        } else if (result instanceof SemaphoreResult.Done told) {
            require(
                    !(event instanceof SemaphoreEvent.Release) || done,
                    "a bounded semaphore has never more than at first");
            tell(request.caller(), told.held());
        } else if (result instanceof SemaphoreResult.Inspected told) {
            require(told.available() == available && told.held() == of(request.caller()), "what is told is so");
        }
    }

    private void grant(Open<SemaphoreEvent> request, SemaphoreResult.Granted granting) {
        if (request.event() instanceof SemaphoreEvent.Acquire acquire) {
            require(granting.permits() == acquire.permits(), "who asks for so many gets so many");
            require(acquire.permits() <= available, "there are only so many permits");
            boolean first = open().iterator().next() == request;
            require(first || request.caller().equals(granted), "nobody who waits is overtaken by another who does");
        } else {
            require(granting.permits() == available, "who takes all takes all");
        }
        available -= granting.permits();
        if (granting.permits() > 0) {
            held.merge(request.caller().attachment(), (long) granting.permits(), Long::sum);
        }
        tell(request.caller(), granting.held());
    }

    private void tell(Caller caller, SemaphoreResult.Held told) {
        require(told.permits() == of(caller), "a process is told what it has");
        require(told.version() > version, "versions grow");
        version = told.version();
    }

    @Override
    protected void gone(long attachment) {
        available += remove(attachment, Long.MAX_VALUE);
    }

    @Override
    protected void check(Facts facts) {
        require(facts.length() == Math.max(0, available), "no permit is lost, and none comes from nowhere");
        require(facts.unconfirmed() == sum(), "a permit is available or with a process");
        for (Open<SemaphoreEvent> first : open()) {
            require(!first.caller().equals(granted), "who may go on goes on");
            int permits = ((SemaphoreEvent.Acquire) first.event()).permits();
            require(permits > available, "the first does not wait for what is there");
            break;
        }
    }

    /** Permits that were given back by others are not known to be so by those who have them. */
    @Override
    protected long held() {
        return surplus ? -1 : sum();
    }
}
