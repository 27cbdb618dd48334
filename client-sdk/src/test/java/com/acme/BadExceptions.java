package com.acme;

import dev.myriapod.function.RemoteRunnable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** Exceptions that make trouble. */
@SuppressWarnings("OverrideThrowableToString") // Trouble is what they are for.
public final class BadExceptions {
    private BadExceptions() {}

    /** Each makes another kind of trouble. */
    public static List<RemoteRunnable> all() {
        return IntStream.range(0, 10)
                .mapToObj(kind -> (RemoteRunnable) () -> {
                    throw make(kind);
                })
                .toList();
    }

    private static RuntimeException make(int kind) {
        return switch (kind) {
            case 0 -> new Holding();
            case 1 -> new MessageThrows();
            case 2 -> new ExplodesOnWrite();
            case 3 -> new ExplodesOnRead();
            case 4 -> new RuntimeException("m".repeat(3_000_000));
            case 5 -> new PrintThrows();
            case 6 -> new RuntimeException("has a cause that cannot travel", new Holding());
            case 7 -> circular();
            case 8 -> new ReplacesItself();
            default ->
                new RuntimeException("half a pair \uD800") {
                    private static final long serialVersionUID = 1L;
                    private final Object trouble = new Object();

                    @Override
                    public String toString() {
                        return super.toString() + trouble.hashCode();
                    }
                };
        };
    }

    private static RuntimeException circular() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        first.addSuppressed(new Holding());
        return first;
    }

    /** Holds something that cannot travel. */
    public static class Holding extends RuntimeException {
        private static final long serialVersionUID = 1L;
        public final Object connection = new Shapes.Connection();

        public Holding() {
            super("holding");
        }
    }

    /** Has a getMessage that throws. */
    public static class MessageThrows extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    /** Has everything else that can throw. */
    public static class PrintThrows extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PrintThrows() {
            super("prints badly");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no trace");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public void setStackTrace(StackTraceElement[] frames) {
            throw new IllegalStateException("not mine");
        }
    }

    /** Cannot be written. */
    public static class ExplodesOnWrite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ExplodesOnWrite() {
            super("not written");
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("boom on write");
        }
    }

    /** Can be written, but not read. */
    public static class ExplodesOnRead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ExplodesOnRead() {
            super("not read");
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IllegalStateException("boom on read");
        }
    }

    /** Travels as a string. */
    public static class ReplacesItself extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ReplacesItself() {
            super("replaced");
        }

        private Object writeReplace() {
            return "not an exception";
        }
    }
}
