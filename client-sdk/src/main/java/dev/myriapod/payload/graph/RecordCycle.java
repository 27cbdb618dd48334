package dev.myriapod.payload.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a record that contains itself. Such a record cannot be made again: its constructor needs its components, and they
 * need it. The walk goes in the order of serialization, because a cycle is harmless where it is entered at an object that
 * exists before its contents do.
 */
public final class RecordCycle {
    private final IdentityHashMap<Object, Boolean> inProgress = new IdentityHashMap<>();
    private final Deque<Place> way = new ArrayDeque<>();

    private RecordCycle() {}

    /**
     * Looks for one.
     *
     * @param label how to call the root
     */
    public static Optional<ObjectPath.Found> find(@Nullable Object root, String label) {
        return root == null ? Optional.empty() : new RecordCycle().walk(new Child(label, root));
    }

    private Optional<ObjectPath.Found> walk(Child root) {
        enter(root);
        for (Place here = way.peek(); here != null; here = way.peek()) {
            if (!here.children.hasNext()) {
                inProgress.put(here.self.object, false);
                way.pop();
                continue;
            }
            Child next = here.children.next();
            Boolean known = inProgress.get(next.object);
            if (known == null) {
                enter(next);
            } else if (known && next.object instanceof Record) {
                return Optional.of(new ObjectPath.Found(next.object, path() + next.step));
            }
        }
        return Optional.empty();
    }

    private void enter(Child child) {
        inProgress.put(child.object, true);
        List<Child> children = new ArrayList<>();
        ObjectGraph.children(child.object, (step, object) -> {
            if (object != null) {
                children.add(new Child(step, object));
            }
        });
        way.push(new Place(child, children.iterator()));
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        way.descendingIterator().forEachRemaining(place -> path.append(place.self.step));
        return path.toString();
    }

    private record Child(String step, Object object) {}

    private record Place(Child self, Iterator<Child> children) {}
}
