package dev.myriapod.coordinator.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.StartProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is started at once, and who when the first one works. */
class FirstStartsTest {
    private final List<String> started = new ArrayList<>();

    private FirstStarts on(int processors) {
        return new FirstStarts(processors, process -> started.add(process.getProcess()));
    }

    private static void start(FirstStarts starts, String... names) {
        for (String name : names) {
            boolean unused =
                    starts.start(StartProcess.newBuilder().setProcess(name).build());
        }
    }

    @Test
    void oneProcessorIsLeftToWhoWaits() {
        FirstStarts starts = on(4);
        start(starts, "a", "b", "c", "d", "e");
        assertThat(started).containsExactly("a", "b", "c");
        starts.release();
        assertThat(started).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void theFirstThatWaitsIsTold() {
        FirstStarts starts = on(2);
        List<Boolean> told = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            told.add(starts.start(StartProcess.newBuilder().setProcess(name).build()));
        }
        starts.release();
        told.add(starts.start(StartProcess.newBuilder().setProcess("d").build()));
        assertThat(told).containsExactly(false, true, false, false);
        assertThat(started).containsExactly("a", "b", "c", "d");
    }

    @Test
    void atLeastOneIsStarted() {
        start(on(1), "a", "b");
        assertThat(started).containsExactly("a");
    }

    @Test
    void nobodyWaitsOnceOneWorks() {
        FirstStarts starts = on(2);
        start(starts, "a");
        starts.release();
        start(starts, "b", "c");
        starts.release();
        assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void nobodyWaitsOnAHostThatDoesNotSayHowManyItHas() {
        FirstStarts starts = on(0);
        start(starts, "a", "b", "c");
        assertThat(started).containsExactly("a", "b", "c");
    }
}
