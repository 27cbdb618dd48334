package dev.myriapod.payload.graph;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The shortest way from a value to something inside it, such as {@code argument 2.children[3].socket}. */
public final class ObjectPath {
    /** How many objects it looks at before it gives up. Bigger: slower to fail; smaller: more failures without a path. */
    private static final int MOST = 200_000;

    /** How many times it looks at one: many may hold the same. */
    private static final int MOST_STEPS = 10 * MOST;

    private final Deque<Place> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private int steps;

    private ObjectPath() {}

    /** Something that was found, and where. */
    public record Found(Object object, String path) {}

    /**
     * Looks for something.
     *
     * @param label how to call the root
     */
    public static Optional<Found> find(@Nullable Object root, String label, Predicate<Object> wanted) {
        ObjectPath search = new ObjectPath();
        search.add(null, new Edge(root, () -> label));
        return search.run(wanted);
    }

    private Optional<Found> run(Predicate<Object> wanted) {
        for (Place place = open.poll(); place != null; place = open.poll()) {
            if (wanted.test(place.object)) {
                return Optional.of(new Found(place.object, place.path()));
            }
            Iterator<Edge> edges = ObjectGraph.edges(place.object, MOST);
            while (edges.hasNext() && steps < MOST_STEPS) {
                steps++;
                add(place, edges.next());
            }
        }
        return Optional.empty();
    }

    private void add(@Nullable Place parent, Edge edge) {
        Object object = edge.target();
        if (object != null && seen.size() < MOST && seen.add(object)) {
            open.add(new Place(parent, edge, object));
        }
    }

    private record Place(@Nullable Place parent, Edge edge, Object object) {
        String path() {
            Deque<String> steps = new ArrayDeque<>();
            for (Place each = this; each != null; each = each.parent) {
                steps.addFirst(each.edge.step());
            }
            return String.join("", steps);
        }
    }
}
