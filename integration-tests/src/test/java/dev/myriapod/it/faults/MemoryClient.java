package dev.myriapod.it.faults;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.memory.SharedLongArray;

/** The main of a client whose workers have mapped its memory, and which waits to be killed. */
public final class MemoryClient {
    private MemoryClient() {}

    /** Says {@code mapped} when two workers have. */
    @SuppressWarnings("resource") // that is the point
    public static void main(String[] args) throws Exception {
        Myriapod cluster = Myriapod.local();
        SharedLongArray array = cluster.longArray("memory", 1 << 20);
        SharedQueue<Long> mapped = cluster.queue();
        ProcessPool pool = cluster.pool(2);
        pool.submit(MemoryClient::use, array, mapped);
        pool.submit(MemoryClient::use, array, mapped);
        mapped.take();
        mapped.take();
        System.out.println("mapped " + array.getAndAdd(7, 1));
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Runs in a worker, until it is killed. */
    static int use(SharedLongArray array, SharedQueue<Long> mapped) throws InterruptedException {
        array.getAndAdd(7, 1);
        mapped.put(1L);
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }
}
