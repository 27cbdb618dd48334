package dev.myriapod.client.pool;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.function.RemoteFunction3;
import dev.myriapod.function.RemoteFunction4;
import dev.myriapod.function.RemoteRunnable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The many ways to give a pool one task, on the two that differ. */
abstract class PoolCalls implements ProcessPool {
    abstract <R> TaskFuture<R> call(Object function, @Nullable Object... arguments);

    /** As call; an interrupt while it waits for room is thrown. */
    abstract <R> ClientFuture<R> start(Object function, @Nullable Object... arguments) throws InterruptedException;

    private static <R> R result(ClientFuture<R> future) throws InterruptedException {
        try {
            return future.result();
        } catch (InterruptedException interrupted) {
            // Nobody else has this future, so nobody can want its result any more.
            future.cancel(true);
            throw interrupted;
        }
    }

    @Override
    public final <R> TaskFuture<R> submit(RemoteCallable<R> function) {
        return call(function);
    }

    @Override
    public final TaskFuture<?> submit(RemoteRunnable function) {
        return call(function);
    }

    @Override
    public final <R> TaskFuture<R> submit(Callable<R> function) {
        return call(function);
    }

    @Override
    public final TaskFuture<?> submit(Runnable function) {
        return call(function);
    }

    @Override
    public final <A, R> TaskFuture<R> submit(RemoteFunction<A, R> function, A a) {
        return call(function, a);
    }

    @Override
    public final <A, B, R> TaskFuture<R> submit(RemoteFunction2<A, B, R> function, A a, B b) {
        return call(function, a, b);
    }

    @Override
    public final <A, B, C, R> TaskFuture<R> submit(RemoteFunction3<A, B, C, R> function, A a, B b, C c) {
        return call(function, a, b, c);
    }

    @Override
    public final <A, B, C, D, R> TaskFuture<R> submit(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d) {
        return call(function, a, b, c, d);
    }

    @Override
    public final <R> R apply(RemoteCallable<R> function) throws InterruptedException {
        return result(this.<R>start(function));
    }

    @Override
    public final <A, R> R apply(RemoteFunction<A, R> function, A a) throws InterruptedException {
        return result(this.<R>start(function, a));
    }

    @Override
    public final <A, B, R> R apply(RemoteFunction2<A, B, R> function, A a, B b) throws InterruptedException {
        return result(this.<R>start(function, a, b));
    }

    @Override
    public final <A, B, C, R> R apply(RemoteFunction3<A, B, C, R> function, A a, B b, C c) throws InterruptedException {
        return result(this.<R>start(function, a, b, c));
    }

    @Override
    public final <A, B, C, D, R> R apply(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d)
            throws InterruptedException {
        return result(this.<R>start(function, a, b, c, d));
    }

    @Override
    public final <R> TaskFuture<R> applyAsync(RemoteCallable<R> function) {
        return call(function);
    }

    @Override
    public final <A, R> TaskFuture<R> applyAsync(RemoteFunction<A, R> function, A a) {
        return call(function, a);
    }

    @Override
    public final <A, B, R> TaskFuture<R> applyAsync(RemoteFunction2<A, B, R> function, A a, B b) {
        return call(function, a, b);
    }

    @Override
    public final <A, B, C, R> TaskFuture<R> applyAsync(RemoteFunction3<A, B, C, R> function, A a, B b, C c) {
        return call(function, a, b, c);
    }

    @Override
    public final <A, B, C, D, R> TaskFuture<R> applyAsync(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d) {
        return call(function, a, b, c, d);
    }
}
