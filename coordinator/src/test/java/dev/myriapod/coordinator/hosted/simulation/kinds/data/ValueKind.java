package dev.myriapod.coordinator.hosted.simulation.kinds.data;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.value.HostedValue;
import dev.myriapod.coordinator.hosted.value.ValueEvent;
import dev.myriapod.coordinator.hosted.value.ValueResult;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values. */
public final class ValueKind implements Kind<ValueEvent, ValueResult> {
    @Override
    public String name() {
        return "value";
    }

    @Override
    public Object settings(Dice dice) {
        return "no settings";
    }

    @Override
    public HostedObject<ValueEvent, ValueResult> create(Object settings) {
        return new HostedValue();
    }

    @Override
    public Caller caller(ValueEvent event) {
        return event instanceof ValueEvent.Read read ? read.caller() : ((ValueEvent.Write) event).caller();
    }

    @Override
    public long wait(ValueEvent event) {
        return 0;
    }

    @Override
    public Judge<ValueEvent, ValueResult> judge(Object settings) {
        return new ValueJudge(this);
    }

    @Override
    public Actor<ValueEvent, ValueResult> actor(Dice dice, long thread) {
        return new ValueActor(dice);
    }

    /** Writes in any case, or what follows on what it has read. */
    private static final class ValueActor implements Actor<ValueEvent, ValueResult> {
        private final Dice dice;
        private long version;

        ValueActor(Dice dice) {
            this.dice = dice;
        }

        @Override
        public ValueEvent next(Caller caller) {
            if (dice.oneIn(3)) {
                return new ValueEvent.Read(caller);
            }
            return new ValueEvent.Write(caller, caller, dice.oneIn(3) ? ValueEvent.ANY : version, dice.oneIn(3));
        }

        @Override
        public void answered(ValueEvent event, ValueResult result, Consumer<Function<Caller, ValueEvent>> tell) {
            version = result.version();
        }
    }

    private static final class ValueJudge extends Judge<ValueEvent, ValueResult> {
        private @Nullable Object value;
        private long version;

        ValueJudge(ValueKind kind) {
            super(kind);
        }

        @Override
        protected void ask(ValueEvent event) {}

        @Override
        protected void answer(Open<ValueEvent> request, ValueResult result) {
            require(result.version() == version, "there is one version");
            boolean quiet = request.event() instanceof ValueEvent.Write write && write.quiet();
            require(quiet ? result.payload() == null : result.payload() == value, "it is what was written last");
            if (request.event() instanceof ValueEvent.Write write) {
                boolean may = write.ifVersion() == ValueEvent.ANY || write.ifVersion() == version;
                require(result.done() == may, "it is written if its version is what was expected");
                if (may) {
                    value = write.payload();
                    version++;
                }
            }
        }

        @Override
        protected void gone(long attachment) {}

        @Override
        protected void check(Facts facts) {}
    }
}
