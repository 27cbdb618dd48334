package dev.myriapod.it.shared.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue. What a process took that was killed may come back to the front, if it was not yet known that it had arrived
 * there: that is an operation of its own, which is added to the history.
 */
record QueueModel(int capacity, Set<String> mayComeBack) implements Model<QueueModel.State> {
    /** What is in it, and what may come back, by the operation that took it. */
    record State(List<String> elements, Map<String, String> out) {}

    /** The model of a history in which these processes were killed; adds to the history what may have come back. */
    static QueueModel of(int capacity, List<Operation> history, Set<String> killed) {
        Map<String, Integer> polled = new HashMap<>();
        history.stream()
                .filter(each -> each.what().equals("poll") && each.answer() != null)
                .forEach(each -> polled.merge(each.answer(), 1, Integer::sum));
        Set<String> mayComeBack = new HashSet<>();
        for (Operation each : List.copyOf(history)) {
            boolean again = each.answer() == null || (!each.may(null) && polled.getOrDefault(each.answer(), 0) > 1);
            if (each.what().equals("poll") && killed.contains(each.process()) && again) {
                mayComeBack.add(each.id());
                history.add(Operation.possible(
                        "back " + each.id(), each.process(), each.object(), "back", each.id(), each.called()));
            }
        }
        return new QueueModel(capacity, mayComeBack);
    }

    @Override
    public State initial() {
        return new State(List.of(), Map.of());
    }

    @Override
    public @Nullable State after(State state, Operation operation) {
        List<String> elements = new ArrayList<>(state.elements());
        Map<String, String> out = new HashMap<>(state.out());
        switch (operation.what()) {
            case "offer" -> {
                boolean room = elements.size() < capacity;
                if (!operation.may(room)) {
                    return null;
                }
                if (room) {
                    elements.add(operation.argument());
                }
            }
            case "poll" -> {
                String first = elements.isEmpty() ? null : elements.remove(0);
                if (!operation.may(first)) {
                    return null;
                }
                if (first != null && mayComeBack.contains(operation.id())) {
                    out.put(operation.id(), first);
                }
            }
            case "back" -> {
                String back = out.remove(operation.argument());
                if (back == null) {
                    return null;
                }
                elements.add(0, back);
            }
            default -> throw new IllegalArgumentException(operation.toString());
        }
        return new State(elements, out);
    }
}
