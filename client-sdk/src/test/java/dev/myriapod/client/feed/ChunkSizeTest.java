package dev.myriapod.client.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Without a pool: what came back is made up. */
class ChunkSizeTest {
    private static final long UNKNOWN = -1;

    @Test
    void aFixedSizeNeverChanges() {
        ChunkSize size = ChunkSize.of(7);
        size.took(7, 100, 1);
        assertThat(size.next(UNKNOWN)).isEqualTo(7);
        assertThat(size.next(3)).isEqualTo(7);
        assertThat(size.mostUnderWay()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void growsStepByStepToFiveMilliseconds() {
        ChunkSize size = ChunkSize.learning(2);
        assertThat(size.next(UNKNOWN)).isEqualTo(1);
        // An item takes 10 microseconds, the first one a millisecond.
        size.took(1, 10, 1_000_000);
        assertThat(size.next(UNKNOWN)).isEqualTo(5);
        size.took(5, 50, 50_000);
        assertThat(size.next(UNKNOWN)).isEqualTo(40);
        size.took(40, 400, 400_000);
        assertThat(size.next(UNKNOWN)).isEqualTo(500);
    }

    @Test
    void growsFasterOnceItHasSeenMore() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(1, 1, 50);
        assertThat(size.next(UNKNOWN)).isEqualTo(8);
        size.took(8, 8, 400);
        assertThat(size.next(UNKNOWN)).isEqualTo(256);
    }

    @Test
    void fewAreUnderWayWhileTheyGrow() {
        ChunkSize size = ChunkSize.learning(3);
        assertThat(size.mostUnderWay()).isEqualTo(6);
        size.took(1, 1, 50);
        assertThat(size.mostUnderWay()).isEqualTo(6);
        size.took(8, 8, 8_000_000);
        assertThat(size.mostUnderWay()).isEqualTo(12);
    }

    @Test
    void noneIsTooSmallToBeWorthATask() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(10_000, 10_000, 1_000_000);
        assertThat(size.next(8000)).isEqualTo(2000);
        assertThat(size.next(2000)).isEqualTo(1000);
        assertThat(size.next(500)).isEqualTo(1000);
        size.took(10, 10, 10_000_000);
        assertThat(size.next(2)).isEqualTo(1);
    }

    @Test
    void slowItemsTravelAlone() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(1, 10, 1_000_000_000);
        assertThat(size.next(UNKNOWN)).isEqualTo(1);
    }

    @Test
    void shrinksAtOnceWhenItemsBecomeSlow() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(10_000, 10_000, 1_000_000);
        assertThat(size.next(UNKNOWN)).isEqualTo(50_000);
        size.took(50_000, 50_000, 5_000_000_000L);
        assertThat(size.next(UNKNOWN)).isEqualTo(50);
    }

    @Test
    void largeItemsMakeNoLargeChunks() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(1, 300_000, 1);
        assertThat(size.next(UNKNOWN)).isEqualTo(3);
    }

    @Test
    void whatIsLeftIsSharedByAllSlots() {
        ChunkSize size = ChunkSize.learning(2);
        size.took(10_000, 10_000, 1_000_000);
        assertThat(size.next(100_000)).isEqualTo(25_000);
        assertThat(size.next(10_000)).isEqualTo(2500);
    }

    @Test
    void aShareIsASixteenthOfASlots() {
        assertThat(ChunkSize.share(2, 31).next(31)).isEqualTo(1);
        assertThat(ChunkSize.share(2, 320).next(320)).isEqualTo(10);
    }
}
