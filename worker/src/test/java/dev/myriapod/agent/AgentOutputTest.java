package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentOutputTest {
    private static final int WINDOW = 1024 * 1024;
    /** What one read brings, and what its lines cost; for each stream. */
    private static final int OVERDRAFT = 2 * 3 * 64 * 1024;

    @TempDir
    Path directory;

    private TestAgent agent;

    @BeforeEach
    void open() {
        agent = new TestAgent(directory);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    @Test
    void comesAsWholeLines() throws InterruptedException {
        agent.run("lines");

        assertThat(agent.out)
                .containsExactly(
                        "in three pieces",
                        "",
                        "ends as on Windows",
                        "\ufffd",
                        "gr\u00fc\u00dfe \ud83d\ude00",
                        "y".repeat(WINDOW),
                        "y".repeat(WINDOW),
                        "y".repeat(2_500_000 - 2 * WINDOW),
                        "no end");
        assertThat(agent.outputs)
                .allSatisfy(output -> assertThat(output.getTaskId()).isZero());
    }

    @Test
    void knowsItsTask() throws InterruptedException {
        agent.run("tasks");

        assertThat(lines(false))
                .containsExactly(
                        "0: before",
                        "17: of 17",
                        "17: no end",
                        "18: \u001e5\u001enot a marker",
                        "18: of a thread of 18",
                        "0: after",
                        "19: printed, then killed");
        assertThat(lines(true)).containsExactly("17: error of 17");
    }

    @Test
    void ofAnySizeComesWhole() throws InterruptedException {
        ProcessExited exited = agent.run("flood");

        assertThat(exited.getExitCode()).isZero();
        assertThat(agent.out.stream().mapToLong(line -> line.length() + 1).sum())
                .isEqualTo(64L * WINDOW);
        assertThat(agent.err).containsExactly("flooded");
        assertThat(agent.outputs.stream()
                        .mapToLong(ProcessOutput::getBytes)
                        .max()
                        .orElseThrow())
                .as("the largest message")
                .isLessThan(WINDOW);
    }

    @Test
    void waitsInThePipeUntilItsReaderHasRoom() throws InterruptedException {
        agent.start("flood");
        agent.awaitStarted();
        long sent = 0;
        List<AgentEvent> unread = new ArrayList<>();
        while (sent < WINDOW) {
            AgentEvent event = agent.next();
            sent += event.getOutput().getBytes();
            unread.add(event);
        }

        assertThat(agent.events.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(sent).isLessThan(WINDOW + OVERDRAFT);

        unread.forEach(event -> agent.consumed(event.getOutput().getBytes()));
        assertThat(agent.next().hasOutput()).isTrue();
        agent.signal(Signal.SIGNAL_KILL, false);
        // Nobody reads on; what is left must neither hold up the report of the death nor be without bounds.
        await().atMost(TestAgent.LONG).until(() -> agent.events.stream().anyMatch(AgentEvent::hasExited));
        assertThat(agent.events.stream()
                        .mapToLong(event -> event.getOutput().getBytes())
                        .sum())
                .isLessThan(2 * (WINDOW + OVERDRAFT));
    }

    private List<String> lines(boolean error) {
        return agent.outputs.stream()
                .filter(output -> output.getError() == error)
                .flatMap(output -> output.getLinesList().stream().map(line -> output.getTaskId() + ": " + line))
                .toList();
    }
}
