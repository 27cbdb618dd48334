package dev.myriapod.client.shared.list;

import dev.myriapod.proto.v1.ListPlace;

/** Where in a list. */
final class Places {
    /** Before all. */
    static final ListPlace START = index(0);

    /** Behind all. */
    static final ListPlace END = fromEnd(0);

    /** Before the last one. */
    static final ListPlace LAST = fromEnd(1);

    private Places() {}

    static ListPlace index(int index) {
        return ListPlace.newBuilder().setIndex(index).build();
    }

    private static ListPlace fromEnd(int count) {
        return ListPlace.newBuilder().setFromEnd(count).build();
    }

    static ListPlace before(long stamp) {
        return ListPlace.newBuilder().setBefore(stamp).build();
    }

    static ListPlace behind(long stamp) {
        return ListPlace.newBuilder().setBehind(stamp).build();
    }
}
