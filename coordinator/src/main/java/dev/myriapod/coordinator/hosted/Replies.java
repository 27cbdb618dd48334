package dev.myriapod.coordinator.hosted;

import java.util.ArrayList;
import java.util.List;

/** Answers on their way out of a state machine. */
public final class Replies<R> {
    private List<Reply<R>> gathered = new ArrayList<>();

    public void add(Caller to, R result) {
        gathered.add(new Reply<>(to, result));
    }

    /** Those since the last call. */
    public List<Reply<R>> take() {
        if (gathered.isEmpty()) {
            return List.of();
        }
        List<Reply<R>> taken = gathered;
        gathered = new ArrayList<>();
        return taken;
    }
}
