package dev.myriapod.coordinator.scheduler.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final List<String> rung = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 100})
    void alarmsRingInTheOrderOfTimeWhereverTheClockBegins(long origin) {
        deadlines.advance(origin);
        deadlines.set(alarm("b"), 200);
        deadlines.set(alarm("a"), 150);
        assertThat(deadlines.next() - origin).isEqualTo(150);

        deadlines.advance(origin + 149);
        deadlines.ring();
        assertThat(rung).isEmpty();
        deadlines.advance(origin + 200);
        deadlines.ring();
        assertThat(rung).containsExactly("a", "b");
        assertThat(deadlines.next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDeadlineThatLooksLikeNoneIsOneNanosecondLate() {
        deadlines.advance(Long.MAX_VALUE - 10);
        deadlines.set(alarm("a"), 10);
        assertThat(deadlines.next()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void timeDoesNotGoBack() {
        deadlines.advance(1000);
        deadlines.advance(1500);
        deadlines.advance(1200);
        assertThat(deadlines.now()).isEqualTo(500);
    }

    @Test
    void anAlarmSetAnewRingsOnce() {
        Deadlines.Alarm alarm = alarm("a");
        deadlines.set(alarm, 10);
        deadlines.set(alarm, 20);
        deadlines.advance(0);
        deadlines.advance(15);
        deadlines.ring();
        assertThat(rung).isEmpty();
        deadlines.advance(20);
        deadlines.ring();
        assertThat(rung).containsExactly("a");
        assertThat(alarm.isSet()).isFalse();
    }

    @Test
    void anyNumberOfAlarmsMayBeSetAndCancelled() {
        Random random = new Random(7);
        deadlines.advance(0);
        List<Deadlines.Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Deadlines.Alarm alarm = alarm("");
            deadlines.set(alarm, random.nextInt(500));
            alarms.add(alarm);
        }
        for (int i = 0; i < 700; i++) {
            deadlines.cancel(alarms.remove(random.nextInt(alarms.size())));
        }
        List<Long> expected = alarms.stream()
                .map(Deadlines.Alarm::at)
                .sorted(Comparator.naturalOrder())
                .toList();
        List<Long> seen = new ArrayList<>();
        while (deadlines.next() != Long.MAX_VALUE) {
            seen.add(deadlines.next());
            int before = rung.size();
            deadlines.advance(deadlines.next());
            deadlines.ring();
            for (int i = before + 1; i < rung.size(); i++) {
                seen.add(deadlines.now());
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000000000,1 s", "1500000000,1.5 s", "50000000,50 ms", "1500000,1.5 ms", "999000000,999 ms"})
    void durationsReadWell(long nanos, String text) {
        assertThat(Deadlines.text(nanos)).isEqualTo(text);
    }

    private Deadlines.Alarm alarm(String name) {
        return new Deadlines.Alarm(() -> rung.add(name));
    }
}
