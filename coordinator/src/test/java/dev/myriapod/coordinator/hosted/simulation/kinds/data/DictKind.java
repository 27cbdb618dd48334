package dev.myriapod.coordinator.hosted.simulation.kinds.data;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.dict.Content;
import dev.myriapod.coordinator.hosted.dict.DictEvent;
import dev.myriapod.coordinator.hosted.dict.DictResult;
import dev.myriapod.coordinator.hosted.dict.HostedDict;
import dev.myriapod.coordinator.hosted.dict.Key;
import dev.myriapod.coordinator.hosted.dict.Row;
import dev.myriapod.coordinator.hosted.dict.Slot;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dicts. */
public final class DictKind implements Kind<DictEvent, DictResult> {
    @Override
    public String name() {
        return "dict";
    }

    @Override
    public Object settings(Dice dice) {
        return "no settings";
    }

    @Override
    public HostedObject<DictEvent, DictResult> create(Object settings) {
        return new HostedDict();
    }

    @Override
    public Caller caller(DictEvent event) {
        if (event instanceof DictEvent.Get get) {
            return get.caller();
        } else if (event instanceof DictEvent.Change change) {
            return change.caller();
        } else if (event instanceof DictEvent.PutAll put) {
            return put.caller();
        } else if (event instanceof DictEvent.Show show) {
            return show.caller();
        }
        return event instanceof DictEvent.Clear clear ? clear.caller() : ((DictEvent.Measure) event).caller();
    }

    @Override
    public long wait(DictEvent event) {
        return 0;
    }

    @Override
    public Judge<DictEvent, DictResult> judge(Object settings) {
        return new DictJudge(this);
    }

    @Override
    public Actor<DictEvent, DictResult> actor(Dice dice, long thread) {
        return new DictActor(dice, thread);
    }

    /** Changes in any case or if nobody else has; goes through pages, as they are or as they were. */
    private static final class DictActor implements Actor<DictEvent, DictResult> {
        private static final long LARGE = 600_000;

        private final Dice dice;
        private final long thread;
        private long version;
        private long after;
        private long frozen;
        private long copies;

        DictActor(Dice dice, long thread) {
            this.dice = dice;
            this.thread = thread;
        }

        @Override
        public DictEvent next(Caller caller) {
            if (frozen != 0) {
                return new DictEvent.Show(caller, after, false, frozen);
            }
            int kind = dice.below(20);
            if (kind < 10) {
                Content content = dice.oneIn(4) ? null : content(caller);
                long wanted = dice.oneIn(2) ? -1 : dice.oneIn(3) ? 0 : version;
                DictEvent.If condition = new DictEvent.If(wanted, dice.oneIn(4));
                return new DictEvent.Change(caller, key(), content, condition, dice.oneIn(3));
            } else if (kind < 13) {
                return new DictEvent.Get(caller, List.of(key().canonical(), "none", key().canonical()), dice.oneIn(4));
            } else if (kind < 15) {
                List<Key> keys = new ArrayList<>();
                List<Content> contents = new ArrayList<>();
                for (int i = dice.below(4); i >= 0; i--) {
                    keys.add(key());
                    contents.add(content(caller));
                }
                return new DictEvent.PutAll(caller, keys, contents);
            } else if (kind < 18) {
                frozen = dice.oneIn(2) ? 0 : ++copies * 10 + thread;
                after = 0;
                return new DictEvent.Show(caller, after, false, frozen);
            }
            return kind < 19 ? new DictEvent.Measure(caller) : new DictEvent.Clear(caller);
        }

        private Key key() {
            return new Key("key " + dice.below(5), "original", 10);
        }

        private Content content(Caller caller) {
            return new Content(caller, dice.oneIn(2) ? LARGE : 10);
        }

        @Override
        public void answered(DictEvent event, DictResult result, Consumer<Function<Caller, DictEvent>> tell) {
            if (result instanceof DictResult.Changed changed) {
                version = changed.before().version();
            } else if (result instanceof DictResult.Found found) {
                Slot first = found.slots().get(0);
                version = first.version();
            } else if (result instanceof DictResult.Listed listed) {
                @Nullable
                Row last = listed.rows().isEmpty()
                        ? null
                        : listed.rows().get(listed.rows().size() - 1);
                after = last == null ? 0 : last.sequence();
                frozen = listed.more() ? frozen : 0;
            }
        }

        @Override
        public boolean settles(DictEvent event) {
            return true;
        }
    }
}
