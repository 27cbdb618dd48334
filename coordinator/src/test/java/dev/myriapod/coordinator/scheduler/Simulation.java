package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One pool, its client, its workers and its clock, all made from one seed; every promise is checked at every step. */
final class Simulation {
    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 4;

    final Random random;
    final Chaos chaos;
    final PoolSpec spec;
    private final TaskScheduler scheduler;
    private final boolean calm;
    private final Bounds bounds;
    private final Sabotage sabotage;
    private final Trace trace;
    private final long origin;
    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final Map<Integer, ModelWorker> workers = new HashMap<>();
    private final Map<Long, TaskFacts> tasks = new HashMap<>();
    private final Map<String, Integer> seen;
    private int size;
    private int mostSize;
    private boolean paused;
    private long now;
    private long order;
    private final double nesting;
    private final boolean urgency;
    private final int heavy;
    private final Turns turns = new Turns(this);

    /** Whoever waits waits for all that it submitted, and for nothing else. */
    final boolean plain;

    private final Map<Long, TaskFacts> parents = new HashMap<>();
    private long lastId;
    private long submitted;
    private long ended;
    private long lastBegun;
    private boolean behind;
    private boolean shutDown;
    private boolean broken;
    private boolean terminated;

    private record Happening(long at, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /**
     * A run.
     *
     * @param seen counts what occurred, over all runs that share it
     */
    Simulation(Schedule schedule, Map<String, Integer> seen, Trace trace) {
        this.seen = seen;
        this.trace = trace;
        calm = schedule.calm();
        bounds = schedule.bounds();
        sabotage = schedule.sabotage();
        random = new Random(schedule.seed());
        chaos = calm ? Chaos.NONE : Chaos.of(random, bounds);
        int workers = 1 + random.nextInt(4);
        int threads = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        int life = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
        spec = new PoolSpec(
                Math.min(workers, bounds.workers()),
                Math.min(threads, bounds.threads()),
                bounds.allow(Bounds.Trouble.RETIREMENT) ? life : 0,
                (2 + random.nextInt(9)) * PoolDriver.SECOND,
                5 * PoolDriver.SECOND,
                upkeep(),
                random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(12));
        size = spec.size();
        mostSize = size;
        plain = random.nextBoolean();
        nesting = bounds.chance(Bounds.Trouble.NESTING, random.nextBoolean() ? 0 : random.nextDouble() * 0.4);
        urgency = bounds.allow(Bounds.Trouble.PRIORITIES) && random.nextInt(3) == 0;
        heavy = random.nextInt(3) == 0 ? 2 : 20;
        origin = random.nextLong();
        scheduler = new TaskScheduler(spec);
    }

    private Upkeep upkeep() {
        if (!bounds.allow(Bounds.Trouble.UPKEEP) || random.nextBoolean()) {
            return Upkeep.NONE;
        }
        return new Upkeep(
                random.nextInt(3),
                random.nextInt(3) == 0 ? 500 * PoolDriver.MILLI + random.nextLong(2 * PoolDriver.SECOND) : 0,
                random.nextInt(3) == 0 ? ModelWorker.MOST_MEMORY / 2 : 0,
                random.nextInt(3) == 0 ? ModelWorker.MOST_MEMORY / 2 : 0,
                !calm && random.nextInt(3) == 0 ? ModelWorker.MOST_MEMORY - 1 : 0);
    }

    /** Runs until nothing happens any more. */
    void run() {
        hand(new PoolEvent.Opened());
        int bursts = 1 + random.nextInt(6);
        for (int i = 0; i < bursts; i++) {
            int size = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(12);
            later(random.nextLong(2 * PoolDriver.SECOND), () -> submit(size));
        }
        if (bounds.allow(Bounds.Trouble.RESIZE)) {
            for (int i = random.nextInt(4); i > 0; i--) {
                later(random.nextLong(3 * PoolDriver.SECOND), this::resize);
                later(random.nextLong(3 * PoolDriver.SECOND), () -> pause(random.nextBoolean()));
            }
        }
        boolean early = !calm && bounds.allow(Bounds.Trouble.EARLY_SHUTDOWN);
        later(random.nextLong(8 * PoolDriver.SECOND), () -> shutDown(early && random.nextInt(3) == 0));
        if (!calm && bounds.allow(Bounds.Trouble.SLOW_CLIENT) && random.nextInt(4) == 0) {
            client();
        }
        if (early && random.nextInt(3) == 0) {
            later(random.nextLong(20 * PoolDriver.SECOND), () -> shutDown(true));
        }
        int steps = 0;
        while (step()) {
            require(++steps < MOST_STEPS, "it ends");
        }
        require(terminated, "a pool that was shut down terminates");
        require(ended == submitted, "every task ends");
    }

    private boolean step() {
        boolean hasDeadline = scheduler.nextDeadline() != Long.MAX_VALUE;
        long deadline = scheduler.nextDeadline() - origin;
        Happening next = happenings.peek();
        if (hasDeadline && (next == null || deadline <= next.at())) {
            long late = random.nextInt(200) == 0 ? 3 * PoolDriver.SECOND : random.nextLong(50_000);
            now = Math.max(now, deadline);
            if (next == null || now + late <= next.at() || random.nextInt(200) == 0) {
                now += late;
            }
            hand(new PoolEvent.TimePassed());
            return true;
        }
        if (next == null) {
            return false;
        }
        happenings.poll();
        now = Math.max(now, next.at());
        next.what().run();
        return true;
    }

    long now() {
        return now;
    }

    void later(long delay, Runnable what) {
        at(now + delay, what);
    }

    void at(long time, Runnable what) {
        happenings.add(new Happening(time, order++, what));
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    void require(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError("broken promise: " + promise + " (at " + now + " ns)");
        }
    }

    TaskFacts facts(long id) {
        return tasks.get(id);
    }

    long runTime() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return 1_000 + random.nextLong(20_000);
        } else if (kind < 85) {
            return 100_000 + random.nextLong(2 * PoolDriver.MILLI);
        } else if (kind < 97) {
            return random.nextLong(50 * PoolDriver.MILLI);
        }
        return random.nextLong(2 * PoolDriver.SECOND);
    }

    private void submit(int count) {
        for (int i = 0; i < count && submitted < bounds.tasks(); i++) {
            Task task = newTask(0).task;
            submit(task, false);
            if (chance(chaos.cancel())) {
                later(random.nextLong(200 * PoolDriver.MILLI), () -> cancel(task.id()));
            }
        }
    }

    private TaskFacts newTask(int depth) {
        int priority = urgency ? random.nextInt(3) - 1 : 0;
        Task task = new Task(++lastId, limits(), priority, random.nextInt(heavy) == 0 ? 300_000 : 100, "payload");
        TaskFacts facts = new TaskFacts(task, depth);
        tasks.put(task.id(), facts);
        return facts;
    }

    private void submit(Task task, boolean nested) {
        turns.submitted(tasks.get(task.id()), ++submitted);
        hand(new PoolEvent.Submitted(task, nested));
    }

    /** Whether a task that begins submits others and waits for them. */
    boolean nests(TaskFacts facts) {
        return facts.depth < DEEPEST && chance(nesting);
    }

    /** The task submits another, which arrives some time. */
    void submitFrom(TaskFacts parent) {
        TaskFacts child = newTask(parent.depth + 1);
        parent.awaits.add(child.task.id());
        parents.put(child.task.id(), parent);
        later(random.nextLong(300_000), () -> submit(child.task, true));
    }

    private TaskLimits limits() {
        if (calm || !bounds.allow(Bounds.Trouble.LIMITS) || random.nextInt(3) > 0) {
            return TaskLimits.NONE;
        }
        return new TaskLimits(
                random.nextBoolean() ? 0 : random.nextLong(100 * PoolDriver.MILLI) + 1,
                random.nextBoolean() ? 0 : random.nextLong(300 * PoolDriver.MILLI) + 1,
                random.nextInt(3) == 0 ? 0 : random.nextLong(100 * PoolDriver.MILLI),
                new Retries(
                        random.nextInt(4),
                        random.nextBoolean() ? 0 : random.nextLong(50 * PoolDriver.MILLI),
                        random.nextBoolean() ? 0 : random.nextLong(100 * PoolDriver.MILLI),
                        random.nextInt(3)),
                random.nextInt(3) == 0 ? ModelWorker.MOST_MEMORY - 10 : 0);
    }

    /** It falls behind, and catches up some time later. */
    private void client() {
        later(random.nextLong(PoolDriver.SECOND), () -> {
            behind = true;
            hand(new PoolEvent.ClientBehind(true));
            seen.merge("ClientBehind", 1, Integer::sum);
            later(random.nextLong(PoolDriver.SECOND), () -> {
                behind = false;
                hand(new PoolEvent.ClientBehind(false));
            });
        });
    }

    private void cancel(long id) {
        hand(new PoolEvent.CancelRequested(id, random.nextBoolean()));
    }

    private void resize() {
        resize(random.nextInt(6));
        if (size == 0) {
            // All its slots were taken away; some come back, or nothing would ever end.
            later(random.nextLong(PoolDriver.SECOND), () -> resize(1 + random.nextInt(5)));
        }
    }

    private void resize(int newSize) {
        size = newSize;
        mostSize = Math.max(mostSize, size);
        hand(new PoolEvent.Resized(size));
    }

    private void pause(boolean wanted) {
        paused = wanted && !shutDown;
        hand(new PoolEvent.PauseRequested(wanted));
    }

    /** If nothing is on its way and everybody speaks, every slot is known. */
    private void checkQuiet() {
        boolean silence = workers.values().stream().anyMatch(ModelWorker::isSilent);
        if (shutDown || broken || silence || !happenings.isEmpty()) {
            return;
        }
        seen.merge("Quiet", 1, Integer::sum);
        PoolSnapshot snapshot = scheduler.snapshot(now);
        for (PoolSnapshot.Worker worker : snapshot.workers()) {
            int outstanding = workers.get(worker.worker()).outstanding();
            require(worker.tasks() == outstanding, "no slot is held for what is not there");
        }
        long living = workers.values().stream().filter(ModelWorker::isAlive).count();
        require(snapshot.workers().size() == living, "a worker that is there is known, and no other");
        checkSize(snapshot);
    }

    private void shutDown(boolean rightNow) {
        checkQuiet();
        shutDown = true;
        paused = false;
        hand(new PoolEvent.ShutdownRequested(rightNow));
    }

    void hand(PoolEvent event) {
        PoolEvent heard = sabotage.event(event);
        if (heard == null) {
            return;
        }
        trace.event(now, heard);
        scheduler.handle(heard, origin + now);
        for (PoolCommand command : sabotage.commands(scheduler.takeCommands())) {
            trace.command(now, command);
            obey(command);
        }
        PoolSnapshot snapshot = scheduler.snapshot(now);
        require(snapshot.ended() == ended, "each end is told");
        // Tasks are counted before they are handed in.
        require(snapshot.pending() >= 0 && snapshot.assigned() >= 0, "counts are not negative");
        long known = snapshot.pending() + snapshot.assigned() + snapshot.ended();
        require(known == submitted, "no task is lost or doubled");
        if (!shutDown && !broken && calm) {
            checkSize(snapshot);
        }
    }

    /** Also while one worker succeeds another. Those who are dying are allowed for, and those of a pool that shrank. */
    void checkParallel() {
        // Who has waited goes on at once, while those that were let in meanwhile are still at work.
        if (calm && nesting == 0) {
            int running =
                    workers.values().stream().mapToInt(ModelWorker::running).sum();
            require(
                    running <= mostSize * spec.threadsPerWorker(),
                    "no more tasks run at once than the pool's size allows");
        }
    }

    /** Nobody dies, so whoever is there was wanted. */
    private void checkSize(PoolSnapshot snapshot) {
        long serving = snapshot.workers().stream()
                .filter(worker -> worker.state() == PoolSnapshot.WorkerState.READY
                        || worker.state() == PoolSnapshot.WorkerState.STARTING)
                .count();
        require(serving >= size + spec.upkeep().spares(), "as many workers are kept as asked");
    }

    private void obey(PoolCommand command) {
        seen.merge(command.getClass().getSimpleName(), 1, Integer::sum);
        if (command instanceof PoolCommand.StartWorker start) {
            require(!terminated, "nothing is started after the end");
            require(workers.size() + 1 == start.worker(), "workers are numbered in the order of their start");
            workers.put(start.worker(), new ModelWorker(start.worker(), this));
            long living =
                    workers.values().stream().filter(ModelWorker::isWanted).count();
            require(
                    !calm
                            || spec.maxTasksPerWorker() > 0
                            || !spec.upkeep().equals(Upkeep.NONE)
                            || living <= mostSize + spec.maxExtraWorkers(),
                    "there are at most as many workers as there may be");
        } else if (command instanceof PoolCommand.Assign assign) {
            assigned(assign);
        } else if (command instanceof PoolCommand.Revoke revoke) {
            workers.get(revoke.worker()).send(command);
        } else if (command instanceof PoolCommand.Interrupt interrupt) {
            workers.get(interrupt.worker()).send(command);
        } else if (command instanceof PoolCommand.FailWait fail) {
            require(fail.chain().size() > 1, "who waits waits for somebody");
            boolean deepEnough = spec.maxExtraWorkers() >= DEEPEST * spec.size();
            require(
                    !(calm && plain && deepEnough && spec.maxTasksPerWorker() == 0 && spec.threadsPerWorker() == 1),
                    "depth alone decides how many workers are needed");
            seen.merge(fail.cycle() ? "Cycle" : "Bound", 1, Integer::sum);
            workers.get(fail.worker()).send(command);
        } else if (command instanceof PoolCommand.PingWorker ping) {
            workers.get(ping.worker()).send(command);
        } else if (command instanceof PoolCommand.StopWorker stop) {
            workers.get(stop.worker()).send(command);
        } else if (command instanceof PoolCommand.WatchMemory watch) {
            workers.get(watch.worker()).watchMemory();
        } else if (command instanceof PoolCommand.KillWorker kill) {
            require(!kill.because().isEmpty(), "a kill has a reason");
            workers.get(kill.worker()).kill();
        } else if (command instanceof PoolCommand.ReportRunning running) {
            TaskFacts facts = tasks.get(running.task().id());
            require(facts.ends == 0 && facts.begins == running.attempt(), "only a running task is reported");
        } else if (command instanceof PoolCommand.EndTask end) {
            ended(end);
        } else if (command instanceof PoolCommand.PoolBroken) {
            require(!broken && !calm, "a pool breaks once, and not without a reason");
            broken = true;
        } else {
            require(!terminated && (shutDown || broken), "a pool terminates once, after a shutdown or broken");
            require(workers.values().stream().noneMatch(ModelWorker::isAlive), "no process is left");
            terminated = true;
        }
    }

    private void assigned(PoolCommand.Assign assign) {
        require(!paused, "nothing is assigned in a pause");
        TaskFacts facts = tasks.get(assign.task().id());
        require(facts.ends == 0, "an ended task is not assigned");
        require(!behind, "nothing begins while the client is behind");
        require(facts.begins == assign.attempt() - 1, "an attempt is a begin");
        if (assign.attempt() > 1) {
            seen.merge("Retry", 1, Integer::sum);
        } else if (facts.wasAssigned) {
            seen.merge("AssignedAgain", 1, Integer::sum);
        }
        turns.assigned(facts);
        workers.get(assign.worker()).send(assign);
    }

    void began(TaskFacts facts) {
        if (calm && !urgency && mostSize + spec.maxExtraWorkers() == 1 && !facts.awaited) {
            require(facts.begins > 1 || facts.place > lastBegun, "first come, first begun");
            lastBegun = Math.max(lastBegun, facts.place);
        }
    }

    private void ended(PoolCommand.EndTask command) {
        TaskFacts facts = tasks.get(command.task().id());
        require(++facts.ends == 1, "a task ends once");
        turns.ended(facts);
        TaskFacts parent = parents.remove(facts.task.id());
        if (parent != null && parent.awaits.remove(facts.task.id()) && parent.runsOn != null) {
            parent.runsOn.awaitedEnded(parent);
        }
        ended++;
        int attempt = command.attempt();
        TaskEnd end = command.end();
        seen.merge(end.getClass().getSimpleName(), 1, Integer::sum);
        @Nullable
        Object outcome = end instanceof TaskEnd.Returned returned
                ? returned.outcome()
                : end instanceof TaskEnd.Failed failed ? failed.outcome() : null;
        if (outcome != null) {
            require(outcome.equals("task " + facts.task.id() + " begin " + attempt), "an outcome is of its last run");
        }
        if (end instanceof TaskEnd.Crashed crashed) {
            crashed(crashed, facts, attempt);
        } else if (outcome != null) {
            require(attempt == facts.begins && attempt > 0, "what ends with a run has begun");
        } else if (end instanceof TaskEnd.TimedOut timedOut) {
            require(attempt == facts.begins, "a timeout counts every begin");
            seen.merge(timedOut.whileQueued() ? "QueuedTooLong" : "RanTooLong", 1, Integer::sum);
            require(timedOut.whileQueued() == (attempt == 0), "only what never began was queued too long");
        } else {
            require(attempt <= facts.begins, "only a begin is an attempt");
        }
        if (end instanceof TaskEnd.Cancelled) {
            require(!calm || shutDown, "nobody cancelled");
        }
        require(!(end instanceof TaskEnd.PoolBroke) || broken, "the pool is broken");
        require(!calm || !(end instanceof TaskEnd.Crashed), "nothing crashed");
    }

    private void crashed(TaskEnd.Crashed crashed, TaskFacts facts, int attempt) {
        require(attempt == facts.begins, "a crash counts every begin");
        int last = crashed.crashes().size() - 1;
        for (Crash crash : crashed.crashes()) {
            seen.merge(crash.memoryLimit() > 0 ? "OverMemory" : "NotOverMemory", 1, Integer::sum);
            seen.merge(
                    switch (crash.blame()) {
                        case SUSPECT -> "Suspect";
                        case BYSTANDER -> "Bystander";
                        case OUTCOME_LOST -> "OutcomeLost";
                        case HANDOVER -> "Handover";
                    },
                    1,
                    Integer::sum);
        }
        require(
                attempt > 0 || crashed.crashes().get(last).blame() == Crash.Blame.HANDOVER,
                "what crashes has begun, or was handed over");
        require(crashed.crashes().size() <= Math.max(1, attempt), "no run crashes twice");
        int most = facts.task.limits().retries().maxWorkerDeaths();
        if (crashed.poison()) {
            seen.merge("Poison", 1, Integer::sum);
            require(
                    most > 0
                            && crashed.crashes().stream()
                                            .filter(Crash::isSuspect)
                                            .count()
                                    == most,
                    "poison has killed as many workers as it may");
        } else if (attempt > 0) {
            require(attempt == facts.task.limits().retries().limit() + 1, "a crash ends what has no retries left");
        }
    }
}
