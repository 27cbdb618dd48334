package dev.myriapod.coordinator.hosted.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import org.junit.jupiter.api.Test;

class HostedValueTest {
    private final HostedValue value = new HostedValue();
    private long lastRequest;

    private ValueResult write(Object payload, long ifVersion, boolean quiet) {
        Caller caller = new Caller(1, ++lastRequest);
        value.handle(new ValueEvent.Write(caller, payload, ifVersion, quiet), 0);
        return answer(caller);
    }

    private ValueResult read() {
        Caller caller = new Caller(2, ++lastRequest);
        value.handle(new ValueEvent.Read(caller), 0);
        return answer(caller);
    }

    private ValueResult answer(Caller caller) {
        return value.takeReplies().stream()
                .peek(reply -> assertThat(reply.to()).isEqualTo(caller))
                .reduce((a, b) -> {
                    throw new AssertionError("answered twice");
                })
                .orElseThrow()
                .result();
    }

    @Test
    void isNothingUntilItIsWritten() {
        assertThat(read()).isEqualTo(new ValueResult(true, 0, null));
        assertThat(write("a", ValueEvent.ANY, false)).isEqualTo(new ValueResult(true, 0, null));
        assertThat(read()).isEqualTo(new ValueResult(true, 1, "a"));
    }

    @Test
    void tellsWhatWasThereUnlessQuiet() {
        write("a", ValueEvent.ANY, false);
        assertThat(write("b", ValueEvent.ANY, false)).isEqualTo(new ValueResult(true, 1, "a"));
        assertThat(write("c", ValueEvent.ANY, true)).isEqualTo(new ValueResult(true, 2, null));
        assertThat(read().payload()).isEqualTo("c");
    }

    @Test
    void whoHasReadAnOlderVersionWritesNothingAndIsToldTheNewOne() {
        assertThat(write("first", 0, false).done()).isTrue();
        assertThat(write("too late", 0, false)).isEqualTo(new ValueResult(false, 1, "first"));
        assertThat(write("second", 1, false).done()).isTrue();
        assertThat(write("too late", 1, false)).isEqualTo(new ValueResult(false, 2, "second"));
    }

    @Test
    void theSameAgainIsAnotherVersion() {
        write("a", ValueEvent.ANY, true);
        write("b", ValueEvent.ANY, true);
        write("a", ValueEvent.ANY, true);
        assertThat(write("c", 1, true).done()).isFalse();
    }
}
