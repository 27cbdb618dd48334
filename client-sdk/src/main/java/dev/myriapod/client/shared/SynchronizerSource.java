package dev.myriapod.client.shared;

import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.shared.LockOptions;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import dev.myriapod.shared.sync.SharedSynchronizers;
import java.util.Objects;

/** The part of a cluster's client that gives out what processes wait for each other with. */
abstract class SynchronizerSource implements SharedSynchronizers {
    private final Synchronizers synchronizers;

    SynchronizerSource(Synchronizers synchronizers) {
        this.synchronizers = synchronizers;
    }

    /** Throws if the cluster is closed. */
    protected abstract void requireOpen();

    static String named(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "The name of a shared object must not be empty. For one without a name leave it out.");
        }
        return name;
    }

    final Synchronizers synchronizers() {
        return synchronizers;
    }

    @Override
    public SharedSemaphore semaphore(SemaphoreOptions options) {
        requireOpen();
        return synchronizers.semaphore("", options, false);
    }

    @Override
    public SharedSemaphore semaphore(String name) {
        requireOpen();
        return synchronizers.semaphore(named(name), SemaphoreOptions.defaults(), true);
    }

    @Override
    public SharedSemaphore semaphore(String name, SemaphoreOptions options) {
        requireOpen();
        return synchronizers.semaphore(named(name), options, false);
    }

    @Override
    public SharedReadWriteLock readWriteLock(LockOptions options) {
        requireOpen();
        return synchronizers.readWriteLock("", options, false);
    }

    @Override
    public SharedReadWriteLock readWriteLock(String name) {
        requireOpen();
        return synchronizers.readWriteLock(named(name), LockOptions.defaults(), true);
    }

    @Override
    public SharedReadWriteLock readWriteLock(String name, LockOptions options) {
        requireOpen();
        return synchronizers.readWriteLock(named(name), options, false);
    }

    @Override
    public SharedEvent event() {
        requireOpen();
        return synchronizers.event("");
    }

    @Override
    public SharedEvent event(String name) {
        requireOpen();
        return synchronizers.event(named(name));
    }

    @Override
    public SharedCountDownLatch countDownLatch(int count) {
        requireOpen();
        return synchronizers.latch("", count);
    }

    @Override
    public SharedCountDownLatch countDownLatch(String name, int count) {
        requireOpen();
        return synchronizers.latch(named(name), count);
    }

    @Override
    public SharedBarrier barrier(int parties) {
        requireOpen();
        return synchronizers.barrier("", parties, null);
    }

    @Override
    public SharedBarrier barrier(int parties, RemoteRunnable action) {
        requireOpen();
        return synchronizers.barrier("", parties, Objects.requireNonNull(action));
    }

    @Override
    public SharedBarrier barrier(String name, int parties) {
        requireOpen();
        return synchronizers.barrier(named(name), parties, null);
    }

    @Override
    public SharedBarrier barrier(String name, int parties, RemoteRunnable action) {
        requireOpen();
        return synchronizers.barrier(named(name), parties, Objects.requireNonNull(action));
    }
}
