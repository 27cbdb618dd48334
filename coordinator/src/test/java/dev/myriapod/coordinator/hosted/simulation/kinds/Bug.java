package dev.myriapod.coordinator.hosted.simulation.kinds;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.barrier.BarrierEvent;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult;
import dev.myriapod.coordinator.hosted.dict.DictEvent;
import dev.myriapod.coordinator.hosted.event.EventDeed;
import dev.myriapod.coordinator.hosted.latch.LatchEvent;
import dev.myriapod.coordinator.hosted.list.ListEvent;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.pipe.PipeEvent;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.simulation.Sabotage;
import dev.myriapod.coordinator.hosted.value.NumberEvent;
import dev.myriapod.coordinator.hosted.value.ValueEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bugs that are put in, each in objects of one kind. */
@SuppressWarnings("ImmutableEnumChecker") // What a sabotage does depends on what it is given, and on nothing else.
enum Bug {
    /** What is given back is gone. */
    LOSES_WHAT_IS_GIVEN_BACK(
            "queue",
            hears(event -> event instanceof QueueEvent.GivenBack back ? new QueueEvent.Received(back.take()) : event)),
    /** What is confirmed comes back. */
    HANDS_OVER_AGAIN(
            "queue",
            hears(event ->
                    event instanceof QueueEvent.Received received ? new QueueEvent.GivenBack(received.take()) : event)),
    /** What is put together comes in another order. */
    TURNS_ROUND(
            "queue",
            hears(event -> event instanceof QueueEvent.Put put
                    ? new QueueEvent.Put(put.caller(), turned(put.items()), put.waitNanos())
                    : event)),
    /** What is put by credit is gone. */
    LOSES_WHAT_IS_APPENDED(
            "queue",
            hears(event -> event instanceof QueueEvent.Append append
                    ? new QueueEvent.Append(append.attachment(), List.of())
                    : event)),
    /** Nobody hears that somebody else wants what is ahead. */
    LOSES_RECALLS("queue", says(result -> result instanceof QueueResult.Recall ? null : result)),
    /** What was taken ahead is handed over once more. */
    TAKES_NOTHING_AHEAD(
            "queue",
            hears(event -> event instanceof QueueEvent.Settled settled
                    ? new QueueEvent.Settled(settled.caller(), settled.upTo(), Integer.MAX_VALUE)
                    : event)),
    /** A process that is gone has credit, and leases. */
    DEAD_CREDITOR("queue", deafToDetach()),
    /** An owner that is gone goes on to own. */
    DEAD_OWNER("lock", deafToDetach()),
    /** Two threads of a process are one. */
    CONFUSES_THREADS(
            "lock",
            hears(event -> event instanceof LockEvent.Acquire acquire
                    ? new LockEvent.Acquire(acquire.caller(), 1, acquire.waitNanos())
                    : event)),
    /** A token is that of the owner before. */
    OLD_TOKEN(
            "lock",
            says(result -> result instanceof LockResult.Granted granted && granted.token() > 1
                    ? new LockResult.Granted(
                            granted.token() - 1, granted.previousOwnerDied(), granted.holds(), granted.signalled())
                    : result)),
    /** A signal is not heard. */
    LOSES_SIGNALS(
            "lock",
            hears(event -> event instanceof LockEvent.Signal signal
                    ? new LockEvent.Inspect(signal.caller(), signal.thread())
                    : event)),
    /** Whoever reads overtakes those who wait. */
    READERS_OVERTAKE(
            "read-write-lock",
            hears(event -> event instanceof LockEvent.AcquireRead read
                    ? new LockEvent.AcquireRead(read.caller(), read.thread(), read.waitNanos(), true)
                    : event)),
    /** Whoever wants to write is let read. */
    READS_INSTEAD(
            "read-write-lock",
            hears(event -> event instanceof LockEvent.Acquire write
                    ? new LockEvent.AcquireRead(write.caller(), write.thread(), write.waitNanos(), false)
                    : event)),
    /** A permit that came too late is not given back. */
    LOSES_UNDO("semaphore", hears(event -> event instanceof SemaphoreEvent.Undo ? null : event)),
    /** A permit too many comes back. */
    ONE_PERMIT_MORE(
            "semaphore",
            hears(event -> event instanceof SemaphoreEvent.Release release
                    ? new SemaphoreEvent.Release(release.caller(), release.permits() + 1)
                    : event)),
    /** Who is not to overtake does. */
    BARGES(
            "semaphore",
            hears(event -> event instanceof SemaphoreEvent.Acquire acquire
                    ? new SemaphoreEvent.Acquire(acquire.caller(), acquire.permits(), acquire.waitNanos(), true)
                    : event)),
    /** A cancel is not heard. */
    LOSES_CANCELS("event", deafToCancels()),
    /** An event cannot be cleared. */
    STAYS_SET(
            "event",
            hears(event ->
                    event instanceof EventDeed.Change change ? new EventDeed.Change(change.caller(), true) : event)),
    /** Time is not heard of. */
    WAITS_LONGER("latch", timeless()),
    /** It does not count. */
    COUNTS_NOTHING(
            "latch",
            hears(event ->
                    event instanceof LatchEvent.CountDown count ? new LatchEvent.Await(count.caller(), 0) : event)),
    /** Who waits at a barrier and is gone counts as there. */
    DEAD_PARTY("barrier", deafToDetach()),
    /** Who was one of a round is told that it was broken. */
    NOT_ALL_PASS(
            "barrier",
            says(result -> result instanceof BarrierResult.Passed passed && passed.index() == 1
                    ? new BarrierResult.Broken(BarrierResult.Why.OTHER)
                    : result)),
    /** An action that failed is taken for one that went well. */
    FAILURE_UNNOTICED(
            "barrier",
            hears(event -> event instanceof BarrierEvent.Acted acted
                    ? new BarrierEvent.Acted(acted.caller(), acted.round(), false)
                    : event)),
    /** A version is not looked at. */
    WRITES_ANYWAY(
            "value",
            hears(event -> event instanceof ValueEvent.Write write
                    ? new ValueEvent.Write(write.caller(), write.payload(), ValueEvent.ANY, write.quiet())
                    : event)),
    /** What is told is told twice. */
    TELLS_TWICE("value", new Sabotage("of how often it says it") {
        @Override
        protected int times(Object result) {
            return 2;
        }
    }),
    /** What is expected is not looked at. */
    SETS_ANYWAY(
            "long",
            hears(event -> event instanceof NumberEvent.CompareAndSet write
                    ? new NumberEvent.Write(write.caller(), write.bits())
                    : event)),
    /** What is a sum overwrites. */
    WRITES_SUMS(
            "double",
            hears(event ->
                    event instanceof NumberEvent.Add add ? new NumberEvent.Write(add.caller(), add.bits()) : event)),
    /** A copy in pages is not of one moment. */
    COPY_CHANGES(
            "dict",
            hears(event -> event instanceof DictEvent.Show show
                    ? new DictEvent.Show(show.caller(), show.after(), show.quiet(), 0)
                    : event)),
    /** A change is made whatever is there. */
    CHANGES_ANYWAY(
            "dict",
            hears(event -> event instanceof DictEvent.Change change
                    ? new DictEvent.Change(
                            change.caller(),
                            change.key(),
                            change.content(),
                            new DictEvent.If(-1, false),
                            change.quiet())
                    : event)),
    /** An answer is lost. */
    LOSES_ANSWERS("dict", says(result -> null)),
    /** What has been sent in parts before is forgotten. */
    FORGETS_PARTS("list", hears(event -> event instanceof ListEvent.Stage ? null : event)),
    /** One more is removed. */
    REMOVES_ANOTHER(
            "list",
            hears(event -> event instanceof ListEvent.Splice splice && splice.remove() == 1
                    ? new ListEvent.Splice(
                            splice.caller(),
                            splice.place(),
                            2,
                            splice.stage(),
                            splice.items(),
                            splice.condition(),
                            splice.quiet())
                    : event)),
    /** Whether somebody else has changed it is not looked at. */
    SPLICES_ANYWAY(
            "list",
            hears(event -> event instanceof ListEvent.Splice splice
                    ? new ListEvent.Splice(
                            splice.caller(),
                            splice.place(),
                            splice.remove(),
                            splice.stage(),
                            splice.items(),
                            ListEvent.If.ALWAYS,
                            splice.quiet())
                    : event)),
    /** A message that comes back is lost. */
    LOSES_WHAT_COMES_BACK(
            "pipe",
            hears(event -> event instanceof PipeEvent.Confirm confirm
                    ? new PipeEvent.Confirm(confirm.caller(), confirm.end(), confirm.receive(), false)
                    : event)),
    /** What a process that is gone had is not closed. */
    DEAD_END("pipe", deafToDetach()),
    /** An end that was sent away is on its way for ever. */
    NEVER_ARRIVES(
            "pipe",
            hears(event -> event instanceof PipeEvent.Hold hold
                    ? new PipeEvent.Hold(hold.caller(), hold.end(), 0)
                    : event instanceof PipeEvent.Redeem ? null : event)),
    /** It is not heard that it is there. */
    LOSES_MEMORY("memory", hears(event -> event instanceof MemoryEvent.Made ? null : event)),
    /** Its file is not let go of. */
    KEEPS_FILES("memory", new Sabotage("of the end") {
        @Override
        protected boolean hearsEnd() {
            return false;
        }
    }),
    /** Who waits and is gone is told. */
    TELLS_THE_DEAD("memory", deafToDetach()),
    /** It is not heard that its process has ended. */
    LOSES_DEATHS("actor", hears(event -> event instanceof ActorEvent.ProcessEnded ? null : event)),
    /** It is not heard what came of a call. */
    LOSES_OUTCOMES(
            "actor",
            hears(event -> event instanceof ActorEvent.Perform perform
                    ? new ActorEvent.Perform(perform.caller(), 0, null, false)
                    : event)),
    /** Its process is left alone. */
    KEEPS_PROCESSES("actor", new Sabotage("of the end") {
        @Override
        protected boolean hearsEnd() {
            return false;
        }
    }),
    /** What its process is told is told twice. */
    CALLS_TWICE("actor", new Sabotage("of how often it calls") {
        @Override
        protected int times(Object result) {
            return result instanceof ActorResult.Call ? 2 : 1;
        }
    });

    final String kind;
    final Sabotage sabotage;

    Bug(String kind, Sabotage sabotage) {
        this.kind = kind;
        this.sabotage = sabotage;
    }

    /** What may come of an event or a result; null: nothing. */
    private interface Change {
        @Nullable
        Object of(Object what);
    }

    private static Sabotage hears(Change change) {
        return new Sabotage("of what it hears") {
            @Override
            protected @Nullable Object event(Object event) {
                return change.of(event);
            }
        };
    }

    private static Sabotage says(Change change) {
        return new Sabotage("of what it says") {
            @Override
            protected @Nullable Object result(Object result) {
                return change.of(result);
            }
        };
    }

    private static Sabotage deafToDetach() {
        return new Sabotage("of detaching") {
            @Override
            protected boolean hearsDetach(long attachment) {
                return false;
            }
        };
    }

    private static Sabotage deafToCancels() {
        return new Sabotage("of cancels") {
            @Override
            protected boolean hearsCancel(Caller caller) {
                return false;
            }
        };
    }

    private static Sabotage timeless() {
        return new Sabotage("of time") {
            @Override
            protected boolean knowsTime() {
                return false;
            }
        };
    }

    private static <T> List<T> turned(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }
}
