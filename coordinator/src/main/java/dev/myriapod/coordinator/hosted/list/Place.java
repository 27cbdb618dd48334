package dev.myriapod.coordinator.hosted.list;

import java.util.List;

/**
 * A place in a list: before an element, or behind the last one.
 *
 * @param number an index, a distance or a stamp
 */
public record Place(Kind kind, long number) {
    private static final int NOWHERE = -1;

    /** What the number means. */
    public enum Kind {
        /** Before the element of that index. */
        INDEX,
        /** So many before the end. */
        FROM_END,
        /** Before the element of that stamp. */
        BEFORE,
        /** Behind the element of that stamp. */
        BEHIND
    }

    /** Its index in that list, at most its size; negative if there is no such place. */
    int in(List<Element> elements) {
        return switch (kind) {
            case INDEX -> number <= elements.size() ? (int) number : NOWHERE;
            case FROM_END -> number <= elements.size() ? (int) (elements.size() - number) : NOWHERE;
            case BEFORE -> find(elements);
            case BEHIND -> {
                int index = find(elements);
                yield index == NOWHERE ? NOWHERE : index + 1;
            }
        };
    }

    private int find(List<Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).stamp() == number) {
                return i;
            }
        }
        return NOWHERE;
    }
}
