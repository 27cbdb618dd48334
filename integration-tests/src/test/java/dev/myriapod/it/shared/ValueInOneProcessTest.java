package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What values and numbers promise, for which one process will do. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ValueInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** Cannot be encoded. */
    private static final class Unencodable {}

    /** Four threads that do this so often. */
    private static void together(int times, Runnable deed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(
                    () -> {
                        for (int j = 0; j < times; j++) {
                            deed.run();
                        }
                    },
                    "updates");
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aValueIsNullAndThenWhatWasSet() {
        SharedValue<List<String>> value = hosted.cluster().value();
        assertThat(value.get()).isNull();
        assertThat(value.compareAndSet(null, List.of("a"))).isTrue();
        assertThat(value.getAndSet(List.of("b"))).containsExactly("a");
        assertThat(value.compareAndSet(List.of("a"), List.of("c"))).isFalse();
        assertThat(value.compareAndSet(new ArrayList<>(List.of("b")), List.of("c")))
                .as("another kind of list, equal")
                .isTrue();
        value.set(null);
        assertThat(value.get()).isNull();
        value.delete();
        assertThatThrownBy(value::get).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void arraysCanBeExpectedAndLargeValuesTravel() {
        SharedValue<byte[]> value = hosted.cluster().value();
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 7;
        value.set(large);
        assertThat(value.get()).isEqualTo(large);
        assertThat(value.compareAndSet(large.clone(), new byte[] {1})).isTrue();
        assertThat(value.get()).containsExactly(1);
        value.delete();
    }

    @Test
    void theFirstInitialValueCounts() {
        assertThat(hosted.cluster().value("v", "first").get()).isEqualTo("first");
        SharedValue<String> value = hosted.cluster().value("v", "second");
        assertThat(value.get()).isEqualTo("first");
        assertThat(hosted.cluster().<String>value("v")).isSameAs(value);
        assertThat(hosted.cluster().sharedLong("n", 5).get()).isEqualTo(5);
        assertThat(hosted.cluster().sharedLong("n", 6).get()).isEqualTo(5);
        assertThatThrownBy(() -> hosted.cluster().sharedDouble("n"))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("The long \"n\" cannot be attached to as a double");
        value.delete();
        hosted.cluster().sharedLong("n").delete();
    }

    @Test
    void whatCannotBeEncodedChangesNothing() {
        SharedValue<Object> value = hosted.cluster().value("v", 1);
        assertThatThrownBy(() -> value.set(new Unencodable())).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> value.updateAndGet(old -> new Unencodable())).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> value.updateAndGet(old -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(value.get()).isEqualTo(1);
        value.delete();
    }

    @Test
    void noUpdateIsLost() throws Exception {
        SharedValue<Integer> value = hosted.cluster().value("v", 0);
        SharedLong number = hosted.cluster().sharedLong();
        SharedDouble fraction = hosted.cluster().sharedDouble();
        together(200, () -> {
            value.updateAndGet(old -> old + 1);
            number.incrementAndGet();
            number.updateAndGet(old -> old + 1);
            fraction.addAndGet(0.5);
            fraction.accumulateAndGet(0.5, Double::sum);
        });
        assertThat(value.get()).isEqualTo(800);
        assertThat(number.get()).isEqualTo(1600);
        assertThat(fraction.get()).isEqualTo(800);
        value.delete();
        number.delete();
        fraction.delete();
    }
}
