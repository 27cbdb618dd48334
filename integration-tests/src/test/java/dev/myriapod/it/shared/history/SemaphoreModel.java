package dev.myriapod.it.shared.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A semaphore whose permits come back when their process dies. */
record SemaphoreModel(int permits) implements Model<SemaphoreModel.State> {
    /** What is there, and what each process has. */
    record State(int available, Map<String, Integer> held) {}

    @Override
    public State initial() {
        return new State(permits, Map.of());
    }

    @Override
    public @Nullable State after(State state, Operation operation) {
        if (operation.what().equals("expire")) {
            int back = state.held().getOrDefault(operation.argument(), 0);
            return back == 0 ? null : changed(state, operation.argument(), -back);
        }
        int count = Integer.parseInt(operation.argument());
        boolean enough = count <= state.available();
        return switch (operation.what()) {
            case "acquire" -> enough ? changed(state, operation.process(), count) : null;
            case "tryAcquire" -> {
                if (!operation.may(enough)) {
                    yield null;
                }
                yield enough ? changed(state, operation.process(), count) : state;
            }
            case "release" -> changed(state, operation.process(), -count);
            default -> throw new IllegalArgumentException(operation.toString());
        };
    }

    private static @Nullable State changed(State state, String process, int count) {
        Map<String, Integer> held = new HashMap<>(state.held());
        int has = held.getOrDefault(process, 0) + count;
        if (has < 0) {
            return null;
        }
        held.put(process, has);
        held.values().removeIf(none -> none == 0);
        return new State(state.available() - count, held);
    }
}
