package dev.myriapod.payload.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds an object that needs its parts to be made, such as a record, and is a part of itself. Such an object cannot be made
 * again. The walk goes in the order of serialization, because a cycle is harmless where it is entered at an object that exists
 * before its contents do.
 *
 * <p>It runs although nothing has failed, so it costs little: no labels before there is something to tell, nothing kept for
 * plain values, and no more steps than the encoded form could stand for, as some collections hold more elements than there
 * are.
 */
public final class ConstructionCycle {
    /** An object that is serialized may be met by more than one way. Bigger: collections that make up elements cost more. */
    private static final int STEPS_PER_BYTE = 16;

    private final IdentityHashMap<Object, Boolean> inProgress = new IdentityHashMap<>();
    private final Deque<Place> way = new ArrayDeque<>();
    private final Predicate<Object> needsItsParts;
    private final long bytes;

    private ConstructionCycle(long bytes, Predicate<Object> needsItsParts) {
        this.bytes = bytes;
        this.needsItsParts = needsItsParts;
    }

    /**
     * Looks for one.
     *
     * @param label how to call the root
     * @param bytes how long the encoded form is
     */
    public static Optional<ObjectPath.Found> find(
            @Nullable Object root, String label, long bytes, Predicate<Object> needsItsParts) {
        return root == null || isPlain(root)
                ? Optional.empty()
                : new ConstructionCycle(bytes, needsItsParts).walk(new Edge(root, () -> label), root);
    }

    private Optional<ObjectPath.Found> walk(Edge root, Object rootObject) {
        enter(root, rootObject);
        long left = (bytes + 64) * STEPS_PER_BYTE;
        for (Place here = way.peek(); here != null && left > 0; here = way.peek()) {
            if (!here.edges.hasNext()) {
                inProgress.put(here.object, false);
                way.pop();
                continue;
            }
            left--;
            Edge edge = here.edges.next();
            Object next = edge.target();
            if (next == null || isPlain(next)) {
                continue;
            }
            Boolean known = inProgress.get(next);
            if (known == null) {
                enter(edge, next);
            } else if (known && needsItsParts.test(next)) {
                return Optional.of(new ObjectPath.Found(next, path() + edge.step()));
            }
        }
        return Optional.empty();
    }

    private void enter(Edge edge, Object object) {
        inProgress.put(object, true);
        way.push(new Place(edge, object, ObjectGraph.edges(object, bytes)));
    }

    private static boolean isPlain(Object object) {
        return object instanceof String
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Enum
                || object instanceof Class;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        way.descendingIterator().forEachRemaining(place -> path.append(place.edge.step()));
        return path.toString();
    }

    private record Place(Edge edge, Object object, Iterator<Edge> edges) {}
}
