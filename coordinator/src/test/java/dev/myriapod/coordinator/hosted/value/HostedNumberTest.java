package dev.myriapod.coordinator.hosted.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostedNumberTest {
    private static final Caller CALLER = new Caller(1, 1);

    private static NumberResult happens(HostedNumber number, NumberEvent event) {
        number.handle(event, 0);
        List<Reply<NumberResult>> replies = number.takeReplies();
        assertThat(replies).hasSize(1);
        return replies.get(0).result();
    }

    @Test
    void integersAddAndWrapAround() {
        HostedNumber number = HostedNumber.integer();
        assertThat(happens(number, new NumberEvent.Add(CALLER, Long.MAX_VALUE))).isEqualTo(new NumberResult(true, 0));
        assertThat(happens(number, new NumberEvent.Add(CALLER, 1))).isEqualTo(new NumberResult(true, Long.MAX_VALUE));
        assertThat(happens(number, new NumberEvent.Read(CALLER))).isEqualTo(new NumberResult(true, Long.MIN_VALUE));
    }

    @Test
    void floatingPointNumbersAddTheirValuesNotTheirBits() {
        HostedNumber number = HostedNumber.floatingPoint();
        happens(number, new NumberEvent.Write(CALLER, Double.doubleToRawLongBits(0.5)));
        happens(number, new NumberEvent.Add(CALLER, Double.doubleToRawLongBits(0.25)));
        assertThat(Double.longBitsToDouble(
                        happens(number, new NumberEvent.Read(CALLER)).bits()))
                .isEqualTo(0.75);
    }

    @Test
    void comparesBits() {
        HostedNumber number = HostedNumber.integer();
        happens(number, new NumberEvent.Write(CALLER, 5));
        assertThat(happens(number, new NumberEvent.CompareAndSet(CALLER, 4, 9))).isEqualTo(new NumberResult(false, 5));
        assertThat(happens(number, new NumberEvent.CompareAndSet(CALLER, 5, 9))).isEqualTo(new NumberResult(true, 5));
        assertThat(happens(number, new NumberEvent.Read(CALLER)).bits()).isEqualTo(9);
    }

    @Test
    void beginsOnceAndNotOverWhatWasSetOrAdded() {
        HostedNumber begun = HostedNumber.integer();
        assertThat(happens(begun, new NumberEvent.Begin(CALLER, 7)).done()).isTrue();
        assertThat(happens(begun, new NumberEvent.Begin(CALLER, 8))).isEqualTo(new NumberResult(false, 7));
        HostedNumber added = HostedNumber.integer();
        happens(added, new NumberEvent.Add(CALLER, 0));
        assertThat(happens(added, new NumberEvent.Begin(CALLER, 8)).done()).isFalse();
    }

    @Test
    void aComparisonThatFailsIsNoTouch() {
        HostedNumber number = HostedNumber.integer();
        happens(number, new NumberEvent.CompareAndSet(CALLER, 1, 2));
        assertThat(happens(number, new NumberEvent.Begin(CALLER, 7)).done()).isTrue();
    }
}
