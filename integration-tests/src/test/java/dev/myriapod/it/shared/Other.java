package dev.myriapod.it.shared;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Another thread, and what it does. */
final class Other<T> implements Party<T> {
    private final FutureTask<T> work;
    private final Thread thread;

    Other(Callable<T> work) {
        this.work = new FutureTask<>(work);
        thread = new Thread(this.work, "other");
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public T get() throws Exception {
        try {
            return work.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        } finally {
            thread.join();
        }
    }
}
