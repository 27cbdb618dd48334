package dev.myriapod.it.shared.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single cell, as a value, a number, or what a dict has for one key; "null" is none. */
record CellModel(String initial) implements Model<String> {
    @Override
    public @Nullable String after(String state, Operation operation) {
        List<String> arguments = operation.arguments();
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        return switch (operation.what()) {
            case "get" -> operation.may(state) ? state : null;
            case "set" -> first;
            case "remove" -> operation.may(state) ? "null" : null;
            case "put", "getAndSet" -> operation.may(state) ? first : null;
            case "putIfAbsent" -> operation.may(state) ? (state.equals("null") ? first : state) : null;
            case "compareAndSet" -> {
                boolean may = state.equals(first);
                yield operation.may(may) ? (may ? arguments.get(1) : state) : null;
            }
            case "addAndGet" -> {
                String sum = String.valueOf(Long.parseLong(state) + Long.parseLong(first));
                yield operation.may(sum) ? sum : null;
            }
            case "append" -> {
                String longer = (state.equals("null") || state.length() > 30 ? "" : state) + first;
                yield operation.may(longer) ? longer : null;
            }
            default -> throw new IllegalArgumentException(operation.toString());
        };
    }
}
