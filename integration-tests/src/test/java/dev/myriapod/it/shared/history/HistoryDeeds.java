package dev.myriapod.it.shared.history;

import dev.myriapod.Myriapod;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;

/** What the processes do of which there are histories: many threads use all objects at random. */
final class HistoryDeeds {
    static final int CAPACITY = 4;
    static final int PERMITS = 3;
    private static final int THREADS = 2;

    private final Recorder recorder;
    private final Random random;
    private final String prefix;

    private HistoryDeeds(Recorder recorder, String prefix, long seed) {
        this.recorder = recorder;
        this.prefix = prefix;
        random = new Random(31 * seed + prefix.hashCode());
    }

    private interface Deed {
        void once(HistoryDeeds thread, int number) throws Exception;
    }

    /** Uses all objects so many times with each of its threads. */
    static void run(String directory, String process, int times, long seed) throws Exception {
        Myriapod cluster = Myriapod.current();
        SharedQueue<String> queue =
                cluster.queue("queue", QueueOptions.defaults().withCapacity(CAPACITY));
        SharedQueue<String> stream = cluster.queue("stream");
        SharedLong number = cluster.sharedLong("long");
        SharedValue<String> value = cluster.value("value");
        SharedDict<String, String> dict = cluster.dict("dict");
        SharedLock lock = cluster.lock("lock");
        SharedSemaphore semaphore =
                cluster.semaphore("semaphore", SemaphoreOptions.defaults().withPermits(PERMITS));
        List<Deed> deeds = List.of(
                (thread, i) -> thread.use(queue, i),
                (thread, i) -> thread.use(stream, number, i),
                (thread, i) -> thread.use(number),
                (thread, i) -> thread.use(value, i),
                (thread, i) -> thread.use(dict, i),
                (thread, i) -> thread.use(lock, number),
                (thread, i) -> thread.use(semaphore, number));
        try (Recorder recorder = new Recorder(Path.of(directory), process)) {
            List<FutureTask<Void>> all = new ArrayList<>();
            for (int i = 0; i < deeds.size() * THREADS; i++) {
                Deed deed = deeds.get(i / THREADS);
                HistoryDeeds thread = new HistoryDeeds(recorder, process + i, seed);
                all.add(new FutureTask<>(() -> {
                    for (int round = 0; round < times; round++) {
                        deed.once(thread, round);
                    }
                    return null;
                }));
                new Thread(all.get(i), "t" + i).start();
            }
            for (FutureTask<Void> each : all) {
                each.get();
            }
        }
    }

    private void use(SharedQueue<String> queue, int i) throws Exception {
        if (random.nextBoolean()) {
            String element = prefix + "." + i;
            recorder.record("queue", () -> queue.offer(element), "offer", element);
        } else {
            recorder.record("queue", queue::poll, "poll");
        }
    }

    /** A queue that goes ahead: what is put is there when something else has been asked. */
    private void use(SharedQueue<String> stream, SharedLong number, int i) throws Exception {
        if (random.nextBoolean()) {
            String element = prefix + "." + i;
            recorder.record(
                    "stream",
                    () -> {
                        boolean in = stream.offer(element);
                        long unused = number.get();
                        return in;
                    },
                    "offer",
                    element);
        } else {
            for (int times = random.nextInt(4); times >= 0; times--) {
                recorder.record("stream", stream::poll, "poll");
            }
        }
    }

    private void use(SharedLong number) throws Exception {
        long one = random.nextInt(3);
        long other = random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 -> recorder.record("long", number::get, "get");
            case 1 -> recorder.record("long", () -> number.compareAndSet(one, other), "compareAndSet", one, other);
            case 2 -> recorder.record("long", () -> number.getAndSet(other), "getAndSet", other);
            default -> recorder.record("long", () -> number.addAndGet(one), "addAndGet", one);
        }
    }

    private void use(SharedValue<String> value, int i) throws Exception {
        String mine = prefix + "." + i + ";";
        switch (random.nextInt(3)) {
            case 0 -> recorder.record("value", value::get, "get");
            case 1 -> recorder.record("value", () -> value.getAndSet(mine), "getAndSet", mine);
            default -> recorder.record("value", () -> value.updateAndGet(old -> longer(old, mine)), "append", mine);
        }
    }

    private static String longer(String old, String mine) {
        return (old == null || old.length() > 30 ? "" : old) + mine;
    }

    private void use(SharedDict<String, String> dict, int i) throws Exception {
        String key = "key" + random.nextInt(2);
        String mine = prefix + "." + i + ";";
        String object = "dict/" + key;
        switch (random.nextInt(5)) {
            case 0 -> recorder.record(object, () -> dict.get(key), "get");
            case 1 -> recorder.record(object, () -> dict.put(key, mine), "put", mine);
            case 2 -> recorder.record(object, () -> dict.remove(key), "remove");
            case 3 -> recorder.record(object, () -> dict.putIfAbsent(key, mine), "putIfAbsent", mine);
            default -> recorder.record(object, () -> dict.merge(key, mine, HistoryDeeds::longer), "append", mine);
        }
    }

    private void use(SharedLock lock, SharedLong number) throws Exception {
        String locked = random.nextBoolean()
                ? recorder.record(
                        "lock",
                        () -> {
                            lock.lock();
                            return told(lock);
                        },
                        "lock")
                : recorder.record("lock", () -> lock.tryLock() ? told(lock) : false, "tryLock");
        if (!locked.equals("false")) {
            stay(number);
            recorder.record(
                    "lock",
                    () -> {
                        lock.unlock();
                        return "done";
                    },
                    "unlock");
        }
    }

    /** For as long as some calls take, so that a kill finds the lock or the permits held, and no call of their own under way. */
    private static void stay(SharedLong number) {
        for (int i = 0; i < 3; i++) {
            long unused = number.get();
        }
    }

    private static String told(SharedLock lock) {
        return lock.fencingToken() + "/" + lock.previousOwnerDied();
    }

    private void use(SharedSemaphore semaphore, SharedLong number) throws Exception {
        int count = 1 + random.nextInt(PERMITS);
        String acquired = random.nextBoolean()
                ? recorder.record(
                        "semaphore",
                        () -> {
                            semaphore.acquire(count);
                            return true;
                        },
                        "acquire",
                        count)
                : recorder.record("semaphore", () -> semaphore.tryAcquire(count), "tryAcquire", count);
        if (acquired.equals("true")) {
            stay(number);
            recorder.record(
                    "semaphore",
                    () -> {
                        semaphore.release(count);
                        return "done";
                    },
                    "release",
                    count);
        }
    }
}
