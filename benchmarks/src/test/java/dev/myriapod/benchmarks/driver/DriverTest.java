package dev.myriapod.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.benchmarks.workload.Stage;
import java.io.BufferedReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class DriverTest {
    private static void play(String workload, String words) throws Exception {
        try (Stage stage = new Stage(true)) {
            new Driver(new BufferedReader(new StringReader(words)), System.err).play(workload, stage);
        }
    }

    @Test
    void strangeWordsAreRefused() {
        // This workload opens no cluster before its first round.
        assertThatThrownBy(() -> play("memory", "roll over\n")).hasMessageContaining("\"roll\" is no word");
        assertThatThrownBy(() -> play("nope", "")).hasMessageContaining("There is no workload \"nope\"");
    }
}
