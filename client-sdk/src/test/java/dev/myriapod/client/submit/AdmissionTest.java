package dev.myriapod.client.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Room for small tasks beside large ones; what it is to wait for room is in {@link SubmitWindowTest}. */
class AdmissionTest {
    private static final int MB = 1 << 20;

    private final Admission admission = new Admission(100, 64L * MB);

    @Test
    void smallTasksGoPastOneThatIsLargerThanAll() {
        assertThat(admission.tryAcquire(1000 * MB)).isTrue();
        assertThat(admission.bytes()).isEqualTo(1000L * MB);
        for (int i = 0; i < 8; i++) {
            assertThat(admission.tryAcquire(MB)).as("small task %s", i).isTrue();
        }
        assertThat(admission.tryAcquire(MB)).as("beyond the eighth").isFalse();
        assertThat(admission.tasks()).isEqualTo(9);
    }

    @Test
    void largeTasksTakeSevenEighthsAndNoMore() {
        for (int i = 0; i < 7; i++) {
            assertThat(admission.tryAcquire(8 * MB)).as("large task %s", i).isTrue();
        }
        assertThat(admission.tryAcquire(2 * MB)).isFalse();
        assertThat(admission.tryAcquire(MB)).isTrue();
        admission.release(8 * MB);
        assertThat(admission.tryAcquire(8 * MB)).isTrue();
    }

    @Test
    void bytesAreCountedOnceHoweverManyThereAre() {
        Admission much = new Admission(100, 1L << 35);
        for (int i = 1; i <= 5; i++) {
            assertThat(much.tryAcquire(1 << 30)).isTrue();
            assertThat(much.bytes()).isEqualTo(i * (1L << 30));
        }
    }

    @Test
    void oneThatIsLargerThanAllWaitsForTheOtherLargeOnesOnly() {
        assertThat(admission.tryAcquire(2 * MB)).isTrue();
        assertThat(admission.tryAcquire(5)).isTrue();
        assertThat(admission.tryAcquire(1000 * MB)).isFalse();
        admission.release(2 * MB);
        assertThat(admission.tryAcquire(1000 * MB)).isTrue();
    }

    @Test
    void allBoundsAreThereAgainAtTheEnd() throws Exception {
        int[] sizes = {1000 * MB, 3, MB, 0};
        for (int size : sizes) {
            assertThat(admission.acquire(size)).isTrue();
        }
        for (int size : sizes) {
            admission.release(size);
        }
        assertThat(admission.tasks()).isZero();
        assertThat(admission.bytes()).isZero();
        for (int i = 0; i < 56; i++) {
            assertThat(admission.tryAcquire(i % 2 == 0 ? MB + 1 : MB - 1)).isTrue();
        }
    }

    @Test
    void aLargeTaskThatFindsNoRoomAmongAllLeavesNothingAmongTheLarge() {
        Admission few = new Admission(1, 64L * MB);
        assertThat(few.tryAcquire(1)).isTrue();
        assertThat(few.tryAcquire(2 * MB)).as("as many tasks as there may be").isFalse();
        few.release(1);
        assertThat(few.tryAcquire(1000 * MB)).isTrue();
    }

    @Test
    void aLargeTaskWaitsUntilItsDeadline() {
        assertThat(admission.tryAcquire(60 * MB)).isTrue();
        assertThatThrownBy(() -> admission.acquire(60 * MB, System.nanoTime() + 1_000_000))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void nobodyWaitsAfterTheEnd() throws Exception {
        assertThat(admission.tryAcquire(60 * MB)).isTrue();
        admission.end();
        assertThat(admission.acquire(60 * MB)).isFalse();
    }
}
