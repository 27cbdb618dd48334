package dev.myriapod.client.shared.list;

/** Some places of a list. Of one thread. */
final class ListWindow<E> extends ListView<E> {
    private final ListView<E> parent;
    private final int from;
    private int span;

    ListWindow(ListView<E> parent, int from, int span) {
        super(parent.elements());
        this.parent = parent;
        this.from = from;
        this.span = span;
    }

    @Override
    int from() {
        return from;
    }

    @Override
    int span() {
        return span;
    }

    @Override
    void grown(int by) {
        span += by;
        parent.grown(by);
    }
}
