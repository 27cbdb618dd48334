package dev.myriapod.client.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The many methods of {@link CompletionStage} on the one that differs. Each call gets a stage of its own, so that a future that
 * nobody composes holds none, and dependents run in the order in which they came.
 */
abstract class Stages<T> implements CompletionStage<T> {
    /** Links a dependent to a new copy of this, then lets the outcome come. */
    abstract <U> CompletionStage<U> attach(Function<CompletableFuture<T>, CompletableFuture<U>> link);

    @Override
    public final <U> CompletionStage<U> thenApply(Function<? super T, ? extends U> fn) {
        return attach(stage -> stage.thenApply(fn));
    }

    @Override
    public final <U> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
        return attach(stage -> stage.thenApplyAsync(fn));
    }

    @Override
    public final <U> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> fn, Executor executor) {
        return attach(stage -> stage.thenApplyAsync(fn, executor));
    }

    @Override
    public final CompletionStage<Void> thenAccept(Consumer<? super T> action) {
        return attach(stage -> stage.thenAccept(action));
    }

    @Override
    public final CompletionStage<Void> thenAcceptAsync(Consumer<? super T> action) {
        return attach(stage -> stage.thenAcceptAsync(action));
    }

    @Override
    public final CompletionStage<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return attach(stage -> stage.thenAcceptAsync(action, executor));
    }

    @Override
    public final CompletionStage<Void> thenRun(Runnable action) {
        return attach(stage -> stage.thenRun(action));
    }

    @Override
    public final CompletionStage<Void> thenRunAsync(Runnable action) {
        return attach(stage -> stage.thenRunAsync(action));
    }

    @Override
    public final CompletionStage<Void> thenRunAsync(Runnable action, Executor executor) {
        return attach(stage -> stage.thenRunAsync(action, executor));
    }

    @Override
    public final <U, V> CompletionStage<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return attach(stage -> stage.thenCombine(other, fn));
    }

    @Override
    public final <U, V> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return attach(stage -> stage.thenCombineAsync(other, fn));
    }

    @Override
    public final <U, V> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return attach(stage -> stage.thenCombineAsync(other, fn, executor));
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return attach(stage -> stage.thenAcceptBoth(other, action));
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return attach(stage -> stage.thenAcceptBothAsync(other, action));
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor executor) {
        return attach(stage -> stage.thenAcceptBothAsync(other, action, executor));
    }

    @Override
    public final CompletionStage<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return attach(stage -> stage.runAfterBoth(other, action));
    }

    @Override
    public final CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return attach(stage -> stage.runAfterBothAsync(other, action));
    }

    @Override
    public final CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return attach(stage -> stage.runAfterBothAsync(other, action, executor));
    }

    @Override
    public final <U> CompletionStage<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return attach(stage -> stage.applyToEither(other, fn));
    }

    @Override
    public final <U> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return attach(stage -> stage.applyToEitherAsync(other, fn));
    }

    @Override
    public final <U> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return attach(stage -> stage.applyToEitherAsync(other, fn, executor));
    }

    @Override
    public final CompletionStage<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return attach(stage -> stage.acceptEither(other, action));
    }

    @Override
    public final CompletionStage<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action) {
        return attach(stage -> stage.acceptEitherAsync(other, action));
    }

    @Override
    public final CompletionStage<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return attach(stage -> stage.acceptEitherAsync(other, action, executor));
    }

    @Override
    public final CompletionStage<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return attach(stage -> stage.runAfterEither(other, action));
    }

    @Override
    public final CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return attach(stage -> stage.runAfterEitherAsync(other, action));
    }

    @Override
    public final CompletionStage<Void> runAfterEitherAsync(
            CompletionStage<?> other, Runnable action, Executor executor) {
        return attach(stage -> stage.runAfterEitherAsync(other, action, executor));
    }

    @Override
    public final <U> CompletionStage<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return attach(stage -> stage.thenCompose(fn));
    }

    @Override
    public final <U> CompletionStage<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return attach(stage -> stage.thenComposeAsync(fn));
    }

    @Override
    public final <U> CompletionStage<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        return attach(stage -> stage.thenComposeAsync(fn, executor));
    }

    @Override
    public final <U> CompletionStage<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        return attach(stage -> stage.handle(fn));
    }

    @Override
    public final <U> CompletionStage<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn) {
        return attach(stage -> stage.handleAsync(fn));
    }

    @Override
    public final <U> CompletionStage<U> handleAsync(
            BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
        return attach(stage -> stage.handleAsync(fn, executor));
    }

    @Override
    public final CompletionStage<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return attach(stage -> stage.whenComplete(action));
    }

    @Override
    public final CompletionStage<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        return attach(stage -> stage.whenCompleteAsync(action));
    }

    @Override
    public final CompletionStage<T> whenCompleteAsync(
            BiConsumer<? super T, ? super Throwable> action, Executor executor) {
        return attach(stage -> stage.whenCompleteAsync(action, executor));
    }

    @Override
    public final CompletionStage<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return attach(stage -> stage.exceptionally(fn));
    }

    @Override
    public final CompletionStage<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
        return attach(stage -> stage.exceptionallyAsync(fn));
    }

    @Override
    public final CompletionStage<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
        return attach(stage -> stage.exceptionallyAsync(fn, executor));
    }

    @Override
    public final CompletionStage<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return attach(stage -> stage.exceptionallyCompose(fn));
    }

    @Override
    public final CompletionStage<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return attach(stage -> stage.exceptionallyComposeAsync(fn));
    }

    @Override
    public final CompletionStage<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        return attach(stage -> stage.exceptionallyComposeAsync(fn, executor));
    }
}
