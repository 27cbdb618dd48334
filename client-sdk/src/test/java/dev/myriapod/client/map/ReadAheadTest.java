package dev.myriapod.client.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final long MILLISECOND = 1_000_000;

    private long now;

    private ReadAhead ahead(int slots) {
        return new ReadAhead(slots, () -> now);
    }

    /** Lets so many tasks by, each of which takes so long; then counts how many fit. */
    private int limitAfter(ReadAhead ahead, int tasks, long nanos, int resultBytes) {
        for (int i = 0; i < tasks; i++) {
            ahead.submitted(10);
            now += nanos;
            ahead.taken(10, resultBytes);
        }
        int room = 0;
        for (; ahead.hasRoom(); room++) {
            ahead.submitted(0);
        }
        assertThat(ahead.inFlight()).isEqualTo(room);
        return room;
    }

    @Test
    void beginsWithAFewPerWorker() {
        assertThat(limitAfter(ahead(1), 0, 0, 0)).isEqualTo(16);
        assertThat(limitAfter(ahead(100), 0, 0, 0)).isEqualTo(200);
        assertThat(limitAfter(ahead(1 << 30), 0, 0, 0)).isEqualTo(4096);
    }

    @Test
    void growsWhileTasksAreShortAndShrinksWhenTheyAreNot() {
        assertThat(limitAfter(ahead(1), 16, 1000, 0)).isEqualTo(32);
        assertThat(limitAfter(ahead(1), 100_000, 1000, 0)).isEqualTo(4096);
        assertThat(limitAfter(ahead(1), 1000, 2 * MILLISECOND, 0)).isEqualTo(16);
        ReadAhead changing = ahead(1);
        for (int i = 0; i < 1000; i++) {
            changing.submitted(0);
            changing.taken(0, 0);
        }
        assertThat(limitAfter(changing, 100_000, 10 * MILLISECOND, 0)).isEqualTo(16);
    }

    @Test
    void largeResultsKeepItSmall() {
        assertThat(limitAfter(ahead(1), 1, MILLISECOND, 4 << 20)).isEqualTo(4);
        assertThat(limitAfter(ahead(1), 1, MILLISECOND, 1 << 30)).isEqualTo(1);
    }

    @Test
    void largeArgumentsKeepItSmall() {
        ReadAhead ahead = ahead(1);
        for (int i = 0; i < 4; i++) {
            assertThat(ahead.hasRoom()).isTrue();
            ahead.submitted(5 << 20);
        }
        assertThat(ahead.hasRoom()).isFalse();
        ahead.taken(5 << 20, 0);
        assertThat(ahead.hasRoom()).isTrue();
    }
}
