package dev.myriapod.coordinator.session.shared.memory;

import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryResult;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.hosted.memory.Place;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import org.jspecify.annotations.Nullable;

/** Knows which files there are. */
final class MemoryJudge extends Judge<MemoryEvent, MemoryResult> {
    private final MemoryTerms terms;
    private @Nullable Place place;
    private int allocated;
    private int released;

    MemoryJudge(MemoryKind kind, MemoryTerms terms) {
        super(kind);
        this.terms = terms;
    }

    /** There is a file from now on; returns its path. */
    String allocated() {
        require(allocated++ == 0, "a memory has one file");
        return "/file/" + allocated;
    }

    void released(String path) {
        require(path.equals("/file/1") && released++ == 0, "what there is is let go of once");
    }

    @Override
    protected void ask(MemoryEvent event) {
        if (event instanceof MemoryEvent.Made made) {
            require(place == null, "a memory is made once");
            place = made.place();
        }
    }

    @Override
    protected void answer(Open<MemoryEvent> request, MemoryResult result) {
        if (result instanceof MemoryResult.Opened opened) {
            require(opened.place().equals(place), "all are told of one place");
            require(opened.size() == terms.size(), "all are told its size");
            require(released == 0, "it is there for those who are told where it is");
        } else {
            require(request.isOver(), "who has not called it off is told where it is");
        }
    }

    @Override
    protected void gone(long attachment) {}

    @Override
    protected void check(Facts facts) {
        require(facts.length() == terms.size(), "its size is what was asked for");
        open().forEach(each -> require(place == null, "nobody waits for what is there"));
    }

    @Override
    protected void quiet() {
        require(place != null, "it is there, or it cannot be had and has ended");
        require(allocated == 1 && released == 0, "it is kept as long as it may be used");
    }

    @Override
    protected void buried() {
        require(released == allocated, "when it is no more, its file is let go of");
    }
}
