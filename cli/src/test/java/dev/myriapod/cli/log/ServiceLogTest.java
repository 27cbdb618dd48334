package dev.myriapod.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.log.RecentLog;
import org.junit.jupiter.api.Test;

class ServiceLogTest {
    private final ServiceLog log = new ServiceLog();

    @Test
    void keepsTheLastThousandLines() {
        for (int i = 1; i <= 1005; i++) {
            log.add(i, "INFO", "logger", "line " + i);
        }

        assertThat(log.after(0))
                .hasSize(1000)
                .first()
                .extracting(RecentLog.Line::number)
                .isEqualTo(6L);
        assertThat(log.after(1003)).extracting(RecentLog.Line::text).containsExactly("line 1004", "line 1005");
        assertThat(log.after(1005)).isEmpty();
    }

    @Test
    void keepsTheBeginOfALongOne() {
        log.add(1, "INFO", "logger", "x".repeat(100_000));

        assertThat(log.after(0))
                .first()
                .extracting(RecentLog.Line::text)
                .asString()
                .hasSize(4003);
    }
}
