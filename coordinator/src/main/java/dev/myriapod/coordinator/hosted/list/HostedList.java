package dev.myriapod.coordinator.hosted.list;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ImmediateObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The version grows with each change, so whoever has read the whole list can write if nothing has changed. A stamp belongs to one
 * element: so whoever has read that one can replace, remove or find it, whatever becomes of the others.
 */
/** A list. Every change is one event, however many elements it is about. */
public final class HostedList extends ImmediateObject<ListEvent, ListResult> {
    private final Elements elements = new Elements();
    private final Stages stages = new Stages();

    /** An empty one. */
    public HostedList() {}

    @Override
    protected void handle(ListEvent event) {
        if (event instanceof ListEvent.Show show) {
            Caller reader = numbered(show.caller(), show.frozen());
            answer(
                    show.caller(),
                    show.frozen() == 0
                            ? elements.page(show.place(), show.max())
                            : elements.page(reader, show.place(), show.max()));
        } else if (event instanceof ListEvent.Stage stage) {
            stages.add(numbered(stage.caller(), stage.stage()), stage.parts());
        } else if (event instanceof ListEvent.Splice splice) {
            ListEvent.Parts last = new ListEvent.Parts(splice.items(), List.of());
            answer(splice.caller(), splice(splice, whole(splice.caller(), splice.stage(), last)));
        } else if (event instanceof ListEvent.Arrange arrange) {
            ListEvent.Parts last = new ListEvent.Parts(List.of(), arrange.order());
            answer(arrange.caller(), arrange(arrange, whole(arrange.caller(), arrange.stage(), last)));
        }
    }

    private static Caller numbered(Caller caller, long number) {
        return new Caller(caller.attachment(), number);
    }

    private ListEvent.Parts whole(Caller caller, long stage, ListEvent.Parts last) {
        return stage == 0 ? last : stages.take(numbered(caller, stage), last);
    }

    private ListResult.Spliced splice(ListEvent.Splice splice, ListEvent.Parts parts) {
        int index = elements.index(splice.place(), splice.remove());
        Element first = index < 0 || splice.remove() == 0 ? null : elements.at(index);
        if (index < 0 || !isMet(splice.condition(), first)) {
            return new ListResult.Spliced(false, elements.size(), 0, null);
        }
        long stamp = elements.splice(index, splice.remove(), parts.items());
        return new ListResult.Spliced(true, elements.size(), stamp, splice.quiet() ? null : first);
    }

    private boolean isMet(ListEvent.If condition, @Nullable Element first) {
        return (condition.version() < 0 || condition.version() == elements.version())
                && (condition.stamp() == 0 || (first != null && condition.stamp() == first.stamp()));
    }

    private ListResult.Spliced arrange(ListEvent.Arrange arrange, ListEvent.Parts parts) {
        boolean done = arrange.version() == elements.version();
        if (done) {
            elements.arrange(parts.order());
        }
        return new ListResult.Spliced(done, elements.size(), 0, null);
    }

    @Override
    public void detach(long attachment, long now) {
        elements.forget(attachment);
        stages.forget(attachment);
    }

    @Override
    public Facts facts() {
        return length(elements.size());
    }
}
