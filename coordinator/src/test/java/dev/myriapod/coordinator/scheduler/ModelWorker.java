package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A worker as the simulation believes it to be: threads that begin tasks in the order of sequence, a stream in each
 * direction that keeps order but not pace, and a process that can end at any moment.
 */
final class ModelWorker {
    /** No worker ever has more. */
    static final long MOST_MEMORY = 1000;

    final int number;
    private final Simulation world;
    private final ArrayDeque<PoolCommand.Assign> waiting = new ArrayDeque<>();
    private final Map<Long, TaskFacts> running = new TreeMap<>();
    private final Set<Integer> lostMessages = new HashSet<>();
    /** Ends that will be told together. */
    private final List<PoolEvent.TaskFinished> gathered = new ArrayList<>();

    private long lastArrival;
    private long lastDeparture;
    private int messages;
    private boolean exists;
    private boolean attached;
    private boolean frozen;
    private boolean dead;
    private boolean streamOpen;
    private boolean leaving;
    private long begunSequence;
    private int begun;

    // What the scheduler has told and been told, for checking its promises.
    private boolean memoryWatched;
    private boolean worn;
    private long lastAssigned;
    private int outstanding;
    /** What weighs how much of that, by sequence. */
    private final Map<Long, Long> held = new HashMap<>();

    private long heldBytes;
    private boolean revokeOutstanding;
    private int blocked;

    ModelWorker(int number, Simulation world) {
        this.number = number;
        this.world = world;
        world.later(world.random.nextLong(30 * PoolDriver.MILLI), this::processStarts);
    }

    /** How many of its tasks do not wait for others. */
    int running() {
        return running.size() - blocked;
    }

    /** Whether nothing is known that it should be replaced for. */
    boolean isWanted() {
        return !dead && !worn && !leaving;
    }

    boolean isAlive() {
        return exists && !dead;
    }

    /** It lives, and will say nothing any more. */
    boolean isSilent() {
        return !dead && (frozen || !streamOpen);
    }

    /** How many tasks it was given and has neither ended nor given back, as far as the scheduler has heard. */
    int outstanding() {
        return outstanding;
    }

    private void processStarts() {
        if (dead || world.chance(world.chaos.badStart() / 2)) {
            dead = true;
            world.hand(new PoolEvent.ProcessNotStarted(number, "no process", false));
            return;
        }
        exists = true;
        world.hand(new PoolEvent.ProcessStarted(number, 1000 + number));
        if (world.chance(world.chaos.badStart() / 2)) {
            world.later(world.random.nextLong(50 * PoolDriver.MILLI), this::die);
        }
        world.later(world.random.nextLong(100 * PoolDriver.MILLI), this::attach);
    }

    private void attach() {
        if (dead) {
            return;
        }
        attached = true;
        streamOpen = true;
        say(new PoolEvent.WorkerAttached(number, 1000 + number));
        if (world.chance(world.chaos.badStart() / 10)) {
            say(new PoolEvent.InitializerFailed(number, "initializer"));
        } else if (!world.chance(world.chaos.badStart() / 5)) {
            world.later(world.random.nextLong(50 * PoolDriver.MILLI), () -> {
                if (!dead && !frozen) {
                    say(new PoolEvent.WorkerReady(number));
                }
            });
        }
    }

    /** A command on its way: commands arrive in order. */
    void send(PoolCommand command) {
        if (command instanceof PoolCommand.Assign assign) {
            check(assign);
        } else if (command instanceof PoolCommand.Revoke revoke) {
            world.require(!revokeOutstanding, "one revoke at a time");
            world.require(revoke.sequences().length > 0, "no empty revoke");
            revokeOutstanding = true;
        }
        lastArrival = Math.max(lastArrival, world.now() + world.random.nextLong(200_000));
        world.at(lastArrival, () -> {
            if (!dead && !frozen && streamOpen) {
                obey(command);
            }
        });
    }

    private void check(PoolCommand.Assign assign) {
        int slots = world.spec.threadsPerWorker();
        world.require(assign.sequence() == ++lastAssigned, "sequences grow by one");
        world.require(!revokeOutstanding, "nothing is assigned while a revoke is outstanding");
        world.require(blocked == 0 || outstanding < slots, "nothing is assigned behind a task that waits");
        world.require(outstanding < Math.max(512, slots), "at most 512 are held");
        world.require(!assign.task().isBounded() || outstanding < slots, "bounded tasks are not assigned ahead");
        world.require(
                memoryWatched || assign.task().limits().memoryLimit() == 0, "who runs a task with a limit is watched");
        long bytes = assign.task().payloadBytes();
        world.require(outstanding < slots || heldBytes + bytes <= 1 << 20, "at most 1 MB is assigned ahead");
        held.put(assign.sequence(), bytes);
        heldBytes += bytes;
        outstanding++;
    }

    void kill() {
        world.later(world.random.nextLong(5 * PoolDriver.MILLI), () -> {
            if (exists) {
                die();
            } else {
                dead = true;
            }
        });
    }

    void watchMemory() {
        world.require(!memoryWatched, "a worker is watched once");
        memoryWatched = true;
    }

    private void obey(PoolCommand command) {
        if (command instanceof PoolCommand.Assign assign) {
            waiting.add(assign);
            beginTasks();
        } else if (command instanceof PoolCommand.Revoke revoke) {
            Set<Long> wanted = new HashSet<>();
            for (long sequence : revoke.sequences()) {
                wanted.add(sequence);
            }
            List<Long> given = new ArrayList<>();
            waiting.removeIf(assign -> wanted.contains(assign.sequence()) && given.add(assign.sequence()));
            say(new PoolEvent.TasksRevoked(number, given));
        } else if (command instanceof PoolCommand.Interrupt interrupt) {
            TaskFacts facts = running.get(interrupt.sequence());
            if (facts != null && !world.chance(world.chaos.stubborn())) {
                finish(interrupt.sequence(), facts, true);
            }
        } else if (command instanceof PoolCommand.FailWait fail) {
            TaskFacts facts = running.get(fail.sequence());
            if (facts != null && facts.blocked && facts.waits == fail.number()) {
                finish(fail.sequence(), facts, true);
            }
        } else if (command instanceof PoolCommand.PingWorker) {
            say(new PoolEvent.WorkerHeard(number));
        } else if (command instanceof PoolCommand.StopWorker) {
            world.require(waiting.isEmpty() && running.isEmpty(), "only a worker without tasks is told to leave");
            leaving = true;
            if (!world.chance(world.chaos.stubborn())) {
                world.later(world.random.nextLong(50 * PoolDriver.MILLI), this::die);
            }
        }
    }

    private void beginTasks() {
        while (!dead && !frozen && !waiting.isEmpty() && running.size() < world.spec.threadsPerWorker()) {
            PoolCommand.Assign assign = waiting.poll();
            long sequence = assign.sequence();
            TaskFacts facts = world.facts(assign.task().id());
            world.require(facts.runsOn == null, "a task never runs twice at once");
            world.require(!leaving, "a leaving worker gets nothing");
            facts.runsOn = this;
            facts.begins++;
            begun++;
            begunSequence = sequence;
            running.put(sequence, facts);
            world.began(facts);
            world.checkParallel();
            TaskLimits limits = assign.task().limits();
            world.require(facts.begins <= limits.retries().limit() + 1, "a task begins at most retries + 1 times");
            int max = world.spec.maxTasksPerWorker();
            world.require(max == 0 || begun <= max, "a worker begins at most maxTasksPerWorker tasks");
            boolean limited = limits.timeoutNanos() > 0 || limits.queueTimeoutNanos() > 0 || limits.memoryLimit() > 0;
            world.later(limited ? 0 : PoolDriver.MILLI, () -> {
                if (running.get(sequence) == facts && !dead && !frozen) {
                    say(new PoolEvent.TaskStarted(number, sequence));
                }
            });
            facts.awaits.clear();
            facts.blocked = false;
            facts.resumed = false;
            if (world.nests(facts)) {
                nest(sequence, facts);
            } else {
                runOn(sequence, facts);
            }
        }
    }

    private void runOn(long sequence, TaskFacts facts) {
        boolean crashes = world.chance(world.chaos.crash());
        world.later(world.runTime(), () -> {
            if (dead || frozen || running.get(sequence) != facts) {
                return;
            }
            if (crashes) {
                die();
            } else {
                finish(sequence, facts, world.chance(0.1));
            }
        });
    }

    /** Submits tasks and waits for them; the word of that may come before they do. */
    private void nest(long sequence, TaskFacts facts) {
        facts.any = !world.plain && world.random.nextInt(4) == 0;
        int children = 1 + world.random.nextInt(3);
        for (int i = 0; i < children; i++) {
            world.submitFrom(facts);
        }
        boolean timed = !world.plain && world.random.nextInt(20) == 0;
        boolean beyond = !world.plain && world.random.nextInt(20) == 0;
        world.later(world.random.nextLong(400_000), () -> {
            if (running.get(sequence) == facts && !dead && !frozen && !facts.resumed) {
                facts.blocked = true;
                List<Long> ids = List.copyOf(facts.awaits);
                say(new PoolEvent.TaskBlocked(
                        number, sequence, new Awaited(++facts.waits, ids, facts.any, timed, beyond)));
            }
        });
        if (timed || (beyond && facts.any)) {
            world.later(world.random.nextLong(PoolDriver.SECOND), () -> resume(facts));
        }
    }

    /** A task that a task of this worker waits for has ended. */
    void awaitedEnded(TaskFacts facts) {
        if (facts.any || facts.awaits.isEmpty()) {
            world.later(world.random.nextLong(200_000), () -> resume(facts));
        }
    }

    private void resume(TaskFacts facts) {
        for (Map.Entry<Long, TaskFacts> run : running.entrySet()) {
            if (run.getValue() == facts && !dead && !frozen && !facts.resumed) {
                facts.resumed = true;
                unblock(run.getKey(), facts);
                runOn(run.getKey(), facts);
                return;
            }
        }
    }

    private void unblock(long sequence, TaskFacts facts) {
        if (facts.blocked) {
            facts.blocked = false;
            say(new PoolEvent.TaskUnblocked(number, sequence));
        }
    }

    private void finish(long sequence, TaskFacts facts, boolean failed) {
        unblock(sequence, facts);
        running.remove(sequence);
        facts.runsOn = null;
        String outcome = "task " + facts.task.id() + " begin " + facts.begins;
        long ran = world.runTime();
        measure();
        if (world.random.nextInt(50) == 0) {
            worn = true;
            say(new PoolEvent.VirtualMachineFailed(number));
        }
        gathered.add(new PoolEvent.TaskFinished(
                number, sequence, outcome, failed, failed && world.random.nextBoolean(), ran));
        if (world.random.nextInt(3) > 0) {
            sayGathered();
        } else {
            world.later(world.random.nextLong(2 * PoolDriver.MILLI), () -> {
                if (!dead && !frozen) {
                    sayGathered();
                }
            });
        }
        beginTasks();
    }

    private void measure() {
        if (world.random.nextInt(10) == 0) {
            say(new PoolEvent.HeapMeasured(number, world.random.nextLong(MOST_MEMORY)));
        }
        if (memoryWatched && world.random.nextInt(4) == 0) {
            // The agent tells it, on a stream of its own.
            long resident = world.random.nextLong(10) == 0 ? MOST_MEMORY : world.random.nextLong(MOST_MEMORY - 10);
            world.later(
                    world.random.nextLong(PoolDriver.MILLI),
                    () -> world.hand(new PoolEvent.MemoryMeasured(number, resident)));
        }
    }

    private void sayGathered() {
        if (!gathered.isEmpty()) {
            List<PoolEvent.TaskFinished> ends = List.copyOf(gathered);
            gathered.clear();
            sayNow(ends.size() == 1 ? ends.get(0) : new PoolEvent.TasksFinished(number, ends));
        }
    }

    /** Something for the scheduler: its events arrive in order. */
    private void say(PoolEvent event) {
        sayGathered();
        sayNow(event);
    }

    private void sayNow(PoolEvent event) {
        if (!streamOpen) {
            return;
        }
        int message = messages++;
        lastDeparture = Math.max(lastDeparture, world.now() + world.random.nextLong(200_000));
        world.at(lastDeparture, () -> {
            if (!lostMessages.contains(message)) {
                heard(event);
                world.hand(event);
            }
        });
        if (world.chance(world.chaos.freeze())) {
            frozen = true;
        } else if (world.chance(world.chaos.lostStream())) {
            endStream();
        }
    }

    private void heard(PoolEvent event) {
        if (event instanceof PoolEvent.TaskBlocked block) {
            blocked++;
            block.awaited().tasks().forEach(id -> world.facts(id).awaited = true);
        } else if (event instanceof PoolEvent.TaskUnblocked) {
            blocked--;
        } else if (event instanceof PoolEvent.TaskFinished finished) {
            letGo(finished.sequence());
            outstanding--;
        } else if (event instanceof PoolEvent.TasksFinished several) {
            several.tasks().forEach(finished -> letGo(finished.sequence()));
            outstanding -= several.tasks().size();
        } else if (event instanceof PoolEvent.TasksRevoked revoked) {
            revoked.sequences().forEach(this::letGo);
            outstanding -= revoked.sequences().size();
            revokeOutstanding = false;
        }
    }

    private void letGo(long sequence) {
        heldBytes -= held.remove(sequence);
    }

    private void die() {
        if (dead) {
            return;
        }
        dead = true;
        WorkerDeath death = new WorkerDeath("death of " + number, begunSequence, List.copyOf(running.keySet()));
        running.values().forEach(facts -> facts.runsOn = null);
        running.clear();
        if (world.random.nextInt(3) == 0) {
            int from = messages - world.random.nextInt(4);
            for (int message = Math.max(from, 0); message < messages; message++) {
                lostMessages.add(message);
            }
        }
        if (attached) {
            endStream();
        }
        world.later(
                world.random.nextLong(PoolDriver.MILLI), () -> world.hand(new PoolEvent.ProcessExited(number, death)));
    }

    private void endStream() {
        if (!streamOpen) {
            return;
        }
        streamOpen = false;
        long delay = world.random.nextInt(10) == 0 ? 4 * PoolDriver.SECOND : world.random.nextLong(PoolDriver.MILLI);
        lastDeparture = Math.max(lastDeparture, world.now() + delay);
        world.at(lastDeparture, () -> world.hand(new PoolEvent.WorkerStreamEnded(number)));
    }
}
