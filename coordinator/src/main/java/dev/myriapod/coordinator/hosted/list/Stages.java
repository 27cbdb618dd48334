package dev.myriapod.coordinator.hosted.list;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Parts of changes that are too long for one message, until the last part is there. */
final class Stages {
    /** By who sends and the number that it gave. */
    private final Map<Caller, ListEvent.Parts> staged = new HashMap<>();

    /** One more part. */
    void add(Caller sender, ListEvent.Parts parts) {
        ListEvent.Parts before =
                staged.computeIfAbsent(sender, key -> new ListEvent.Parts(new ArrayList<>(), new ArrayList<>()));
        before.items().addAll(parts.items());
        before.order().addAll(parts.order());
    }

    /** The change as a whole; nothing is kept of it. */
    ListEvent.Parts take(Caller sender, ListEvent.Parts last) {
        ListEvent.Parts before = staged.remove(sender);
        if (before == null) {
            return last;
        }
        before.items().addAll(last.items());
        before.order().addAll(last.order());
        return before;
    }

    /** What it has begun to send is not completed any more. */
    void forget(long attachment) {
        staged.keySet().removeIf(sender -> sender.attachment() == attachment);
    }
}
