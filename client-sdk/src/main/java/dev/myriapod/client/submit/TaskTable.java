package dev.myriapod.client.submit;

import dev.myriapod.client.task.ClientFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have not ended, by their numbers. Thread-safe.
 *
 * <p>Numbers are given out one after the other and each is used once, so blocks of consecutive ones stand in for a hash table: no boxed
 * key and no entry per task. A block goes when each of its numbers has been used and has ended; a task that runs for long keeps one block.
 */
public final class TaskTable {
    private static final int SHIFT = 10;

    /** A bigger block makes a long task keep more memory; a smaller one makes more entries in the map of blocks. */
    private static final int BLOCK = 1 << SHIFT;

    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentMap<Long, Block> blocks = new ConcurrentHashMap<>();

    /** The block used last; only saves a look into the map, so a stale value does no harm. */
    private volatile @Nullable Block recent;

    private static final class Block {
        final long number;
        final AtomicReferenceArray<@Nullable ClientFuture<?>> tasks = new AtomicReferenceArray<>(BLOCK);
        final AtomicInteger notEnded = new AtomicInteger(BLOCK);

        Block(long number) {
            this.number = number;
        }
    }

    /** Numbers a task, from 1, and keeps it. The maker must not throw. */
    <F extends ClientFuture<?>> F add(LongFunction<F> maker) {
        long id = lastId.incrementAndGet();
        F task = maker.apply(id);
        Block block = block(id);
        if (block == null) {
            block = blocks.computeIfAbsent(number(id), Block::new);
        }
        recent = block;
        block.tasks.set(slot(id), task);
        return task;
    }

    /** The task; null if it has ended. */
    public @Nullable ClientFuture<?> get(long id) {
        Block block = block(id);
        return block == null ? null : block.tasks.get(slot(id));
    }

    /** Takes the task out; null if that was done before. */
    @Nullable
    ClientFuture<?> remove(long id) {
        Block block = block(id);
        if (block == null) {
            return null;
        }
        ClientFuture<?> task = block.tasks.getAndSet(slot(id), null);
        if (task != null && block.notEnded.decrementAndGet() == 0) {
            blocks.remove(block.number);
        }
        return task;
    }

    /** Shows all that are there. Those that come or go meanwhile may be seen or not. */
    void forEach(Consumer<ClientFuture<?>> action) {
        for (Block block : blocks.values()) {
            for (int i = 0; i < BLOCK; i++) {
                ClientFuture<?> task = block.tasks.get(i);
                if (task != null) {
                    action.accept(task);
                }
            }
        }
    }

    /** Whether nothing is kept, not even for tasks that have ended; the block that is being filled does not count. */
    boolean isEmpty() {
        AtomicInteger tasks = new AtomicInteger();
        forEach(task -> tasks.incrementAndGet());
        return tasks.get() == 0 && blocks.size() <= 1;
    }

    private static long number(long id) {
        return (id - 1) >>> SHIFT;
    }

    private static int slot(long id) {
        return (int) (id - 1) & (BLOCK - 1);
    }

    private @Nullable Block block(long id) {
        Block last = recent;
        return last != null && last.number == number(id) ? last : blocks.get(number(id));
    }
}
