package dev.myriapod.agent.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"kill", "no-such-program"})
    void interruptsAllWithOrWithoutTheProgram(String program) throws IOException, InterruptedException {
        Assumptions.assumeFalse(Processes.interruptsIgnored(), "SIGINT is ignored by all that these tests start.");
        Process one = new ProcessBuilder("sleep", "1000").start();
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            KillCommand.interrupt(List.of(one.toHandle(), other.toHandle()), program);

            assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(one.exitValue(), other.exitValue())).containsExactly(130, 130);
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
    }
}
