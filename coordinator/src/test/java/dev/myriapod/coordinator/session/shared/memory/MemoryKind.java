package dev.myriapod.coordinator.session.shared.memory;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryResult;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.simulation.Surroundings;
import dev.myriapod.coordinator.memory.Allocated;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memories with their files: only the files themselves are not real, and the threads that make and close them. */
public final class MemoryKind implements Kind<MemoryEvent, MemoryResult> {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Object settings(Dice dice) {
        return new MemoryTerms(1 + dice.below(100), "anything");
    }

    @Override
    public HostedObject<MemoryEvent, MemoryResult> create(Object settings) {
        throw new IllegalStateException("A memory must hear when its file is made.");
    }

    @Override
    public HostedObject<MemoryEvent, MemoryResult> create(
            Object settings,
            Surroundings<MemoryEvent, MemoryResult> surroundings,
            Judge<MemoryEvent, MemoryResult> judge) {
        Dice dice = surroundings.dice();
        FiledMemory memory =
                new FiledMemory((MemoryTerms) settings, surroundings, surroundings::later, (role, work) -> {
                    if (dice.oneIn(12)) {
                        throw new OutOfMemoryError("no threads today");
                    }
                    surroundings.later(work);
                });
        memory.begin((size, calledOff) -> {
            if (calledOff.getAsBoolean() || dice.oneIn(8)) {
                throw new IOException("no room today");
            }
            return new Allocation((MemoryJudge) judge);
        });
        return memory;
    }

    @Override
    public @Nullable Caller caller(MemoryEvent event) {
        return event instanceof MemoryEvent.Open open ? open.caller() : null;
    }

    @Override
    public long wait(MemoryEvent event) {
        return -1;
    }

    @Override
    public Judge<MemoryEvent, MemoryResult> judge(Object settings) {
        return new MemoryJudge(this, (MemoryTerms) settings);
    }

    @Override
    public Actor<MemoryEvent, MemoryResult> actor(Dice dice, long thread) {
        return new Actor<>() {
            @Override
            public MemoryEvent next(Caller caller) {
                return new MemoryEvent.Open(caller);
            }

            @Override
            public void answered(
                    MemoryEvent event, MemoryResult result, Consumer<Function<Caller, MemoryEvent>> tell) {}
        };
    }

    private record Allocation(MemoryJudge judge, String path, String stamp) implements Allocated {
        Allocation(MemoryJudge judge) {
            this(judge, judge.allocated(), "stamp");
        }

        @Override
        public void close() {
            judge.released(path);
        }
    }
}
