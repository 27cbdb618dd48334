package dev.myriapod.client.shared.list;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.ListElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/*
 * What depends on all elements is written only if the version that was read is still there: whoever comes too late reads again.
 * Where elements only go or change places, their indices travel and they do not.
 */
/**
 * Changes of many elements beside each other in one moment.
 *
 * @param from the index of the first
 * @param span so many, or {@link ListCalls#ALL}
 */
record Rewriting<E>(Elements<E> elements, int from, int span) {
    Snapshot snapshot() {
        Snapshot snapshot = elements.calls().snapshot(from, span);
        if (span != ListCalls.ALL && snapshot.elements().size() < span) {
            throw Elements.outOfBounds(from + span - 1, snapshot.size());
        }
        return snapshot;
    }

    private boolean arrange(Snapshot before, IntStream inside) {
        int behind = from + before.elements().size();
        List<Integer> order = new ArrayList<>(before.size());
        IntStream.range(0, from).forEach(order::add);
        inside.forEach(index -> order.add(from + index));
        IntStream.range(behind, before.size()).forEach(order::add);
        return elements.calls().arrange(before.version(), order).getDone();
    }

    void sort(@Nullable Comparator<? super E> comparator) {
        Comparator<? super E> by = comparator == null ? natural() : comparator;
        Snapshot now;
        List<Integer> order;
        do {
            now = snapshot();
            List<E> values = now.elements().stream().map(elements::decode).toList();
            order = IntStream.range(0, values.size())
                    .boxed()
                    .sorted((one, other) -> by.compare(values.get(one), values.get(other)))
                    .toList();
        } while (!arrange(now, order.stream().mapToInt(index -> index)));
    }

    @SuppressWarnings("unchecked") // As the JDK's: whoever has no natural order finds out.
    private static <E> Comparator<? super E> natural() {
        return (Comparator<? super E>) Comparator.naturalOrder();
    }

    void replaceAll(UnaryOperator<E> operator) {
        Objects.requireNonNull(operator);
        Snapshot now;
        List<ByteString> after = new ArrayList<>();
        do {
            now = snapshot();
            after.clear();
            for (ListElement element : now.elements()) {
                after.add(elements.encode(operator.apply(elements.decode(element))));
            }
        } while (!after.isEmpty()
                && !elements.calls()
                        .splice(
                                ListCalls.replacing(Places.index(from), after.size())
                                        .setIfVersion(now.version()),
                                after)
                        .getDone());
    }

    /** Returns how many have gone. */
    int removeIf(Predicate<? super E> predicate) {
        Objects.requireNonNull(predicate);
        while (true) {
            Snapshot now = snapshot();
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < now.elements().size(); i++) {
                if (!predicate.test(elements.decode(now.elements().get(i)))) {
                    kept.add(i);
                }
            }
            int gone = now.elements().size() - kept.size();
            if (gone == 0 || arrange(now, kept.stream().mapToInt(index -> index))) {
                return gone;
            }
        }
    }
}
