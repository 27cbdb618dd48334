package dev.myriapod.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.myriapod.coordinator.log.RecentLog;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's log: from INFO on, on standard error, and the last lines of it here. Thread-safe. */
public final class ServiceLog extends AppenderBase<ILoggingEvent> implements RecentLog {
    /** More: more memory. Fewer: less to look back on. */
    private static final int MOST_LINES = 1000;

    /** So that a stack trace of any length takes a bounded amount of memory. */
    private static final int LONGEST = 4000;

    /** Guarded by this, as the number. */
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    private long last;

    ServiceLog() {}

    /** From now on this process logs what a service should, and it is kept. */
    public static ServiceLog begin() {
        ServiceLog log = new ServiceLog();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            context.getLogger("dev.myriapod").setLevel(Level.INFO);
            log.setContext(context);
            log.start();
            root.addAppender(log);
        }
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += System.lineSeparator() + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        add(event.getTimeStamp(), event.getLevel().toString(), event.getLoggerName(), text);
    }

    synchronized void add(long time, String level, String logger, String text) {
        if (lines.size() == MOST_LINES) {
            lines.remove();
        }
        String kept = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        lines.add(new Line(++last, time, level, logger, kept));
    }

    @Override
    public synchronized List<Line> after(long number) {
        return lines.stream().filter(line -> line.number() > number).toList();
    }
}
