package dev.myriapod.coordinator.listener;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Measures what is logged meanwhile, by either way, as text with stack traces; and looks for a word in it. */
final class LogMeter extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final String secret;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong secrets = new AtomicLong();

    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            count(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LogMeter(String secret) {
        this.secret = secret;
        Logger.getLogger("").addHandler(handler);
        start();
        root().addAppender(this);
    }

    private static ch.qos.logback.classic.Logger root() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void count(String text) {
        written.addAndGet(text.length());
        if (text.contains(secret)) {
            secrets.incrementAndGet();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        count(event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }

    long bytes() {
        return written.get();
    }

    long secrets() {
        return secrets.get();
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        root().detachAppender(this);
        stop();
    }
}
