package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThroughputTest {
    @ParameterizedTest
    @CsvSource({"2,1000,false", "2,20000,false", "16,1000,false", "2,1000,true"})
    void everyTaskTakesItsTwoOrThreeEvents(int workers, int window, boolean timed) {
        assertThat(Throughput.of(workers, window, timed).run(50_000)).isEqualTo(timed ? 150_000 : 100_000);
    }
}
