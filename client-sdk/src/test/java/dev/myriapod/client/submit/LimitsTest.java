package dev.myriapod.client.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskOptions;
import dev.myriapod.proto.v1.TaskLimits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void defaultsHaveNoLimitsButAGrace() {
        TaskLimits limits = Limits.of(TaskOptions.defaults());
        assertThat(limits.getTimeoutNanos()).isZero();
        assertThat(limits.getQueueTimeoutNanos()).isZero();
        assertThat(limits.getGraceNanos()).isEqualTo(1_000_000_000L);
        assertThat(limits.getRetries()).isZero();
    }

    @Test
    void everythingTravels() {
        TaskLimits limits = Limits.of(TaskOptions.builder()
                .timeout(Duration.ofMillis(5))
                .queueTimeout(Duration.ofMillis(6))
                .gracePeriod(Duration.ofMillis(7))
                .retries(new TaskOptions.Retries(3, Duration.ofNanos(8), Duration.ofNanos(9), java.util.List.of(), 2))
                .retryOn(IOException.class)
                .build());
        assertThat(limits.getTimeoutNanos()).isEqualTo(5_000_000);
        assertThat(limits.getQueueTimeoutNanos()).isEqualTo(6_000_000);
        assertThat(limits.getGraceNanos()).isEqualTo(7_000_000);
        assertThat(limits.getRetries()).isEqualTo(3);
        assertThat(limits.getMaxWorkerDeaths()).isEqualTo(2);
        assertThat(limits.getBackoffNanos()).isEqualTo(8);
        assertThat(limits.getMaxBackoffNanos()).isEqualTo(9);
        assertThat(limits.getRetryOnList()).containsExactly("java.io.IOException");
    }

    @Test
    void noneIsNotEndlessAndForEverIsALongTime() {
        TaskLimits limits = Limits.of(TaskOptions.builder()
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .gracePeriod(Duration.ZERO)
                .maxBackoff(Duration.ZERO)
                .build());
        assertThat(limits.getGraceNanos()).isEqualTo(1);
        assertThat(limits.getMaxBackoffNanos()).isEqualTo(1);
        assertThat(limits.getTimeoutNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
