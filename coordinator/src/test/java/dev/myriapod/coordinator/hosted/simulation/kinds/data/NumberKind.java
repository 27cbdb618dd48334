package dev.myriapod.coordinator.hosted.simulation.kinds.data;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.value.HostedNumber;
import dev.myriapod.coordinator.hosted.value.NumberEvent;
import dev.myriapod.coordinator.hosted.value.NumberResult;
import java.util.function.Consumer;
import java.util.function.Function;

/** Numbers of either kind. */
public final class NumberKind implements Kind<NumberEvent, NumberResult> {
    private final boolean floating;

    public NumberKind(boolean floating) {
        this.floating = floating;
    }

    @Override
    public String name() {
        return floating ? "double" : "long";
    }

    @Override
    public Object settings(Dice dice) {
        return "no settings";
    }

    @Override
    public HostedObject<NumberEvent, NumberResult> create(Object settings) {
        return floating ? HostedNumber.floatingPoint() : HostedNumber.integer();
    }

    @Override
    public Caller caller(NumberEvent event) {
        if (event instanceof NumberEvent.Read read) {
            return read.caller();
        } else if (event instanceof NumberEvent.Write write) {
            return write.caller();
        } else if (event instanceof NumberEvent.CompareAndSet write) {
            return write.caller();
        }
        return event instanceof NumberEvent.Begin begin ? begin.caller() : ((NumberEvent.Add) event).caller();
    }

    @Override
    public long wait(NumberEvent event) {
        return 0;
    }

    @Override
    public Judge<NumberEvent, NumberResult> judge(Object settings) {
        return new NumberJudge(this);
    }

    @Override
    public Actor<NumberEvent, NumberResult> actor(Dice dice, long thread) {
        return new NumberActor(dice);
    }

    private long bits(int number) {
        return floating ? Double.doubleToRawLongBits(number / 2.0) : number;
    }

    private long sum(long one, long other) {
        return floating
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(one) + Double.longBitsToDouble(other))
                : one + other;
    }

    private final class NumberActor implements Actor<NumberEvent, NumberResult> {
        private final Dice dice;
        private long last;

        NumberActor(Dice dice) {
            this.dice = dice;
        }

        @Override
        public NumberEvent next(Caller caller) {
            long bits = bits(dice.below(5) - 1);
            return switch (dice.below(5)) {
                case 0 -> new NumberEvent.Read(caller);
                case 1 -> new NumberEvent.Write(caller, bits);
                case 2 -> new NumberEvent.CompareAndSet(caller, last, bits);
                case 3 -> new NumberEvent.Begin(caller, bits);
                default -> new NumberEvent.Add(caller, bits);
            };
        }

        @Override
        public void answered(NumberEvent event, NumberResult result, Consumer<Function<Caller, NumberEvent>> tell) {
            last = result.bits();
        }
    }

    private final class NumberJudge extends Judge<NumberEvent, NumberResult> {
        private long bits;
        private boolean begun;

        NumberJudge(NumberKind kind) {
            super(kind);
        }

        @Override
        protected void ask(NumberEvent event) {}

        @Override
        protected void answer(Open<NumberEvent> request, NumberResult result) {
            require(result.bits() == bits, "it is what was written and added");
            NumberEvent event = request.event();
            boolean may = true;
            if (event instanceof NumberEvent.CompareAndSet write) {
                may = write.expected() == bits;
                write(may, write.bits());
            } else if (event instanceof NumberEvent.Begin begin) {
                may = !begun;
                write(may, begin.bits());
            } else if (event instanceof NumberEvent.Write write) {
                write(true, write.bits());
            } else if (event instanceof NumberEvent.Add add) {
                write(true, sum(bits, add.bits()));
            }
            require(result.done() == may, "it is written if it was what was expected");
        }

        private void write(boolean done, long newBits) {
            if (done) {
                bits = newBits;
                begun = true;
            }
        }

        @Override
        protected void gone(long attachment) {}

        @Override
        protected void check(Facts facts) {}
    }
}
