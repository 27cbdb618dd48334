package dev.myriapod.it.shared.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * The search of Wing and Gong with Lowe's memory: what was done, as a set, and the state that this has led to are tried once,
 * in whatever order they were reached.
 */
/**
 * Whether there is an order in which the operations of a history could have been done one by one, each at a moment between its
 * call and its answer. What has no answer may have been done at any time after its call, or not at all.
 */
final class Linearizability<S> {
    private final Model<S> model;
    private final List<Operation> history;
    private final Set<Reached<S>> reached = new HashSet<>();
    private final ArrayDeque<Step<S>> steps = new ArrayDeque<>();
    private int furthest = -1;
    private String stuck = "";

    private record Reached<S>(BitSet done, S state) {}

    private static final class Step<S> {
        final BitSet done;
        final S state;
        final int known;
        final List<Integer> next;
        int tried;

        Step(BitSet done, S state, int known, List<Integer> next) {
            this.done = done;
            this.state = state;
            this.known = known;
            this.next = next;
        }
    }

    private Linearizability(Model<S> model, List<Operation> history) {
        this.model = model;
        this.history = history.stream()
                .sorted(Comparator.comparingLong(Operation::called))
                .toList();
    }

    /** Null if there is such an order; else how far it goes. */
    static <S> @Nullable String problem(Model<S> model, List<Operation> history) {
        return new Linearizability<>(model, history).search();
    }

    private @Nullable String search() {
        long all = history.stream().filter(Operation::isKnown).count();
        if (all == 0) {
            return null;
        }
        enter(new BitSet(), model.initial(), 0);
        while (!steps.isEmpty()) {
            Step<S> step = steps.getLast();
            if (step.tried == step.next.size()) {
                steps.removeLast();
                continue;
            }
            int index = step.next.get(step.tried++);
            Operation operation = history.get(index);
            S after = model.after(step.state, operation);
            if (after != null) {
                int known = step.known + (operation.isKnown() ? 1 : 0);
                if (known == all) {
                    return null;
                }
                BitSet done = (BitSet) step.done.clone();
                done.set(index);
                enter(done, after, known);
            }
        }
        return stuck;
    }

    private void enter(BitSet done, S state, int known) {
        if (!reached.add(new Reached<>(done, state))) {
            return;
        }
        List<Integer> next = next(done);
        if (known > furthest) {
            furthest = known;
            stuck = "After " + known + " operations, in the state " + state
                    + ", at most one of these could be next, and"
                    + " what follows cannot be explained:\n  "
                    + String.join(
                            "\n  ",
                            next.stream()
                                    .map(history::get)
                                    .map(Operation::toString)
                                    .toList());
        }
        steps.add(new Step<>(done, state, known, next));
    }

    /** Those that began before any of what is left was answered. */
    private List<Integer> next(BitSet done) {
        List<Integer> next = new ArrayList<>();
        long bound = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            Operation operation = history.get(i);
            if (operation.called() > bound) {
                break;
            }
            bound = Math.min(bound, operation.answered());
            next.add(i);
        }
        return next;
    }
}
