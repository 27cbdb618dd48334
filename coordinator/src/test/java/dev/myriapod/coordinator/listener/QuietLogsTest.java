package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class QuietLogsTest {
    private static final Logger LOGGER = Logger.getLogger("io.grpc.netty.NettyServerHandler");

    private static boolean passes(String text) {
        return LOGGER.getFilter().isLoggable(new LogRecord(Level.WARNING, text));
    }

    @Test
    void oneRecordPassesInAMinuteWhileAnyoneListens() {
        Filter before = record -> !record.getMessage().equals("unwanted");
        LOGGER.setFilter(before);
        try {
            QuietLogs first = QuietLogs.install();
            QuietLogs second = QuietLogs.install();
            assertThat(passes("unwanted")).isFalse();
            assertThat(passes("one")).isTrue();
            assertThat(passes("two")).isFalse();
            second.close();
            second.close();
            assertThat(LOGGER.getFilter()).isNotSameAs(before);
            assertThat(passes("three")).isFalse();
            first.close();
            assertThat(LOGGER.getFilter()).isSameAs(before);
        } finally {
            LOGGER.setFilter(null);
        }
    }
}
