package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.door.Sparing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps gRPC from logging without bound what peers make it log: a broken frame can cost a stack trace each. While a
 * network is listened to, each of its loggers that peers can provoke says one thing in a minute. What stands in the
 * record is left as it is.
 */
final class QuietLogs implements AutoCloseable {
    private static final List<String> PROVOKED = List.of(
            "io.grpc.netty.NettyServerHandler",
            "io.grpc.netty.NettyServerTransport.connections",
            "io.grpc.internal.ServerImpl",
            "io.grpc.internal.ServerCallImpl",
            "io.grpc.internal.SerializingExecutor");
    private static final long BETWEEN_RECORDS = TimeUnit.MINUTES.toNanos(1);

    /** Of the JVM, like the loggers; guarded by the class. Strong, for a logger that nobody holds forgets its filter. */
    private static final List<Dam> dams = new ArrayList<>();
    /** Guarded by the class. */
    private static int open;

    /** Guarded by the class. */
    private boolean closed;

    private QuietLogs() {}

    static QuietLogs install() {
        synchronized (QuietLogs.class) {
            if (open++ == 0) {
                PROVOKED.forEach(name -> dams.add(new Dam(Logger.getLogger(name))));
            }
        }
        return new QuietLogs();
    }

    /** The last one takes the filters away. Idempotent. */
    @Override
    public void close() {
        synchronized (QuietLogs.class) {
            if (closed) {
                return;
            }
            closed = true;
            if (--open == 0) {
                dams.forEach(Dam::remove);
                dams.clear();
            }
        }
    }

    /** A filter in front of the one that was there. */
    private static final class Dam implements Filter {
        private final Logger logger;
        private final @Nullable Filter before;
        /** Guarded by itself: log records come on any thread. */
        private final Sparing sparing = new Sparing(BETWEEN_RECORDS);

        Dam(Logger logger) {
            this.logger = logger;
            before = logger.getFilter();
            logger.setFilter(this);
        }

        @Override
        public boolean isLoggable(LogRecord record) {
            if (before != null && !before.isLoggable(record)) {
                return false;
            }
            synchronized (sparing) {
                return sparing.next(System.nanoTime()).isPresent();
            }
        }

        void remove() {
            // Unless somebody has put another there, which then may ask this one.
            if (logger.getFilter() == this) {
                logger.setFilter(before);
            }
        }
    }
}
