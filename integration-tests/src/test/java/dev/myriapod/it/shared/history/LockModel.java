package dev.myriapod.it.shared.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lock whose owner may die; who gets it is told a token and whether the owner before died. */
final class LockModel implements Model<LockModel.State> {
    /** Who owns it, or nobody: "". */
    record State(String owner, String process, long token, boolean died) {}

    @Override
    public State initial() {
        return new State("", "", 0, false);
    }

    @Override
    public @Nullable State after(State state, Operation operation) {
        boolean free = state.owner().isEmpty();
        return switch (operation.what()) {
            case "lock" -> free ? granted(state, operation) : null;
            case "tryLock" -> {
                boolean refused = "false".equals(operation.answer());
                yield free ? (refused ? null : granted(state, operation)) : operation.may(false) ? state : null;
            }
            case "unlock" -> state.owner().equals(operation.who()) ? new State("", "", state.token(), false) : null;
            case "expire" ->
                !free && state.process().equals(operation.argument()) ? new State("", "", state.token(), true) : null;
            default -> throw new IllegalArgumentException(operation.toString());
        };
    }

    private static @Nullable State granted(State state, Operation operation) {
        String answer = operation.answer();
        if (answer == null) {
            return new State(operation.who(), operation.process(), state.token() + 1, state.died());
        }
        List<String> told = List.of(answer.split("/", -1));
        long token = Long.parseLong(told.get(0));
        boolean grows = token == state.token() + 1;
        boolean shows = told.get(1).equals(String.valueOf(state.died()));
        return grows && shows ? new State(operation.who(), operation.process(), token, state.died()) : null;
    }
}
