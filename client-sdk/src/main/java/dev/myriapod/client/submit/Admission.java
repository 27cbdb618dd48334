package dev.myriapod.client.submit;

import dev.myriapod.client.chunks.ChunkSplitter;
import java.util.concurrent.TimeoutException;

/*
 * Large arguments need room twice: among themselves, where they may not take all, and among all tasks, where one that is
 * larger than everything counts as no more than it may take. So however large they are, some room is left, and small tasks
 * go past them to the workers that are idle.
 */
/**
 * Who may submit to a pool: as many tasks, with as many bytes of arguments, as its bounds allow. Large arguments leave an
 * eighth of the bytes to small ones; one that is larger than its share is admitted when no other large one is there.
 * Thread-safe.
 */
final class Admission {
    /** What travels in pieces takes its time; a message of its own does not. */
    private static final int LARGE = ChunkSplitter.LIMIT;

    private final SubmitWindow all;
    private final SubmitWindow large;
    private final long share;

    /** So many tasks, fewer than 2^23, and so many bytes, fewer than 2^39. */
    Admission(int maxTasks, long maxBytes) {
        share = maxBytes - maxBytes / 8;
        all = new SubmitWindow(maxTasks, maxBytes);
        large = new SubmitWindow(maxTasks, share);
    }

    /** Takes room for one task, waiting for it; false if the pool ended meanwhile. */
    boolean acquire(int bytes) throws InterruptedException {
        if (bytes <= LARGE) {
            return all.acquire(bytes);
        }
        boolean acquired = false;
        if (!large.acquire(bytes)) {
            return false;
        }
        try {
            acquired = all.acquire(share(bytes));
            return acquired;
        } finally {
            undo(bytes, acquired);
        }
    }

    /** As {@link #acquire(int)}, at most until {@link System#nanoTime()} is the deadline. */
    boolean acquire(int bytes, long deadline) throws InterruptedException, TimeoutException {
        if (bytes <= LARGE) {
            return all.acquire(bytes, deadline);
        }
        boolean acquired = false;
        if (!large.acquire(bytes, deadline)) {
            return false;
        }
        try {
            acquired = all.acquire(share(bytes), deadline);
            return acquired;
        } finally {
            undo(bytes, acquired);
        }
    }

    /** Takes room for one task if there is some now and nobody waits for it. */
    boolean tryAcquire(int bytes) {
        if (bytes <= LARGE) {
            return all.tryAcquire(bytes);
        }
        if (!large.tryAcquire(bytes)) {
            return false;
        }
        boolean acquired = all.tryAcquire(share(bytes));
        undo(bytes, acquired);
        return acquired;
    }

    private void undo(int bytes, boolean acquired) {
        if (!acquired) {
            large.release(bytes);
        }
    }

    private int share(int bytes) {
        return (int) Math.min(bytes, share);
    }

    /** Gives it back. Never blocks. */
    void release(int bytes) {
        if (bytes <= LARGE) {
            all.release(bytes);
        } else {
            all.release(share(bytes));
            large.release(bytes);
        }
    }

    /** Lets all waiters go, and nobody wait any more. */
    void end() {
        all.end();
        large.end();
    }

    /** How many tasks have room. */
    long tasks() {
        return all.tasks();
    }

    /** How many bytes they have. */
    long bytes() {
        return all.bytes() + Math.max(0, large.bytes() - share);
    }
}
