package dev.myriapod.coordinator.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairSharesTest {
    @Test
    void whoWantsLittleGetsIt() {
        assertThat(FairShares.of(10, List.of(2, 3))).containsExactly(2, 3);
    }

    @Test
    void whoWantsMuchGetsWhatOthersLeave() {
        assertThat(FairShares.of(10, List.of(1, 20, 2))).containsExactly(1, 7, 2);
        assertThat(FairShares.of(10, List.of(20, 20))).containsExactly(5, 5);
    }

    @Test
    void whatDoesNotDivideGoesToThoseThatCameFirst() {
        assertThat(FairShares.of(5, List.of(9, 9, 9))).containsExactly(2, 2, 1);
        assertThat(FairShares.of(1, List.of(9, 9))).containsExactly(1, 0);
        assertThat(FairShares.of(0, List.of(9))).containsExactly(0);
        assertThat(FairShares.of(3, List.of())).isEmpty();
    }

    @Test
    void isFairWhoeverWantsWhatever() {
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            int slots = random.nextInt(40);
            List<Integer> wanted = random.ints(random.nextInt(8), 1, 20).boxed().toList();
            int[] shares = FairShares.of(slots, wanted);
            int sum = wanted.stream().mapToInt(Integer::intValue).sum();

            assertThat(Arrays.stream(shares).sum()).isEqualTo(Math.min(slots, sum));
            int most = Arrays.stream(shares).max().orElse(0);
            IntStream.range(0, shares.length).forEach(i -> {
                assertThat(shares[i]).isBetween(0, wanted.get(i));
                if (shares[i] < wanted.get(i)) {
                    assertThat(shares[i])
                            .as("%d slots, %s wanted", slots, wanted)
                            .isGreaterThanOrEqualTo(most - 1);
                }
            });
        }
    }
}
