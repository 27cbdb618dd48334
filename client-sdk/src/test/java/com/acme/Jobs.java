package com.acme;

import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteConsumer;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.function.RemoteFunction3;
import dev.myriapod.function.RemoteFunction4;
import dev.myriapod.function.RemoteRunnable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Functions as users write them. */
public final class Jobs {
    /** What consumers and runnables did. */
    public static final List<Object> DONE = new ArrayList<>();

    private final Shapes.Connection connection = new Shapes.Connection();
    private final int factor = 3;

    public static int square(int x) {
        return x * x;
    }

    public static String four(String a, int b, long c, List<String> d) {
        return a + b + c + d;
    }

    public static void done(Object what) {
        DONE.add(what);
    }

    public static RemoteCallable<String> constant() {
        return () -> "constant";
    }

    public static RemoteCallable<String> capturing(String text, Shapes.Point point, int[] numbers) {
        return () -> text + point.x() + numbers[0];
    }

    public static RemoteFunction<Integer, Integer> adding(int n) {
        return x -> x + n;
    }

    public static RemoteFunction2<Integer, Integer, Integer> minus() {
        return (a, b) -> a - b;
    }

    public static RemoteFunction3<Integer, Integer, Integer, Integer> sum3() {
        return (a, b, c) -> a + b + c;
    }

    public static RemoteFunction4<String, Integer, Long, List<String>, String> four() {
        return Jobs::four;
    }

    public static RemoteRunnable marking(String what) {
        return () -> DONE.add(what);
    }

    public static RemoteConsumer<Object> doing() {
        return Jobs::done;
    }

    /** Uses a field, and so takes along an object that cannot travel. */
    public RemoteFunction<Integer, Integer> usingAField() {
        return x -> x * factor;
    }

    public static RemoteCallable<String> capturingAConnection(String harmless, Shapes.Connection connection) {
        return () -> harmless + connection.url;
    }

    public String url() {
        return connection.url;
    }

    public RemoteCallable<String> boundToThis() {
        return this::url;
    }

    public static Callable<String> notSerializable() {
        return () -> "no";
    }

    public static int failing(int depth) throws IOException {
        if (depth > 0) {
            return failing(depth - 1);
        }
        throw new IOException("no disk", new IllegalStateException("cause"));
    }

    /** A function with a name and a state. */
    public record Times(int factor) implements RemoteFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer x) {
            return x * factor;
        }
    }

    /** As code written for thread pools has them. */
    public static final class OldTask implements Callable<String>, Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;

        public OldTask(String name) {
            this.name = name;
        }

        @Override
        public String call() {
            return "old " + name;
        }
    }

    /** Serializable, and none of the shapes that can be called. */
    public record Nothing() implements Serializable {}

    /** Holds the object that it was made in. */
    public Callable<String> anonymous() {
        return new RemoteCallable<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String call() {
                return url();
            }
        };
    }
}
