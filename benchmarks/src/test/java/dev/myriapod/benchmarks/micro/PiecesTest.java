package dev.myriapod.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PiecesTest {
    @Test
    void eachWorks() {
        // Five kinds of values both ways, three depths of the scheduler's queue, two sizes of a hosted queue's batches.
        assertThat(Pieces.run(true))
                .hasSize(15)
                .allMatch(result -> result.getPrimaryResult().getScore() > 0);
    }
}
