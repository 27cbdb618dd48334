package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.agent.tree.Processes;
import dev.myriapod.proto.v1.AgentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // To close twice is what some of these tests are about.
class AgentCloseTest {
    @TempDir
    Path directory;

    @Test
    void leavesNothingOfARunningTree() throws InterruptedException {
        String shell;
        try (TestAgent agent = new TestAgent(directory)) {
            agent.start("tree");
            agent.awaitStarted();
            agent.awaitLine("ready");
            shell = agent.awaitLine("pid ");

            agent.close();

            assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
        }
        assertThat(Processes.alive(shell)).isFalse();
    }

    @Test
    void leavesNothingOfAProcessThatWaitsToBegin() throws InterruptedException {
        try (TestAgent agent = new TestAgent(directory, new CompletableFuture<>())) {
            agent.start("wait");

            agent.close();

            assertThat(agent.awaitNotStarted()).contains("the agent was closed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 100, 300})
    void answersForEveryProcessWheneverItComes(int millis) throws InterruptedException {
        try (TestAgent agent = new TestAgent(directory)) {
            List<String> names =
                    IntStream.range(0, 6).mapToObj(i -> "worker-" + i).toList();
            names.forEach(name -> agent.start(name, "wait", jvm -> jvm));
            // Not to wait for anything, but to meet the processes in another state each time.
            Thread.sleep(millis);

            agent.close();

            List<String> started = new ArrayList<>();
            List<String> exited = new ArrayList<>();
            List<String> notStarted = new ArrayList<>();
            for (AgentEvent event : agent.events) {
                switch (event.getEventCase()) {
                    case STARTED -> started.add(event.getStarted().getProcess());
                    case EXITED -> exited.add(event.getExited().getProcess());
                    case NOT_STARTED -> notStarted.add(event.getNotStarted().getProcess());
                    default -> assertThat(event.hasOutput()).isTrue();
                }
            }
            assertThat(exited).containsExactlyInAnyOrderElementsOf(started);
            notStarted.addAll(exited);
            assertThat(notStarted).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void refusesWhatComesLater() throws InterruptedException {
        TestAgent agent = new TestAgent(directory);
        agent.close();
        agent.close();

        agent.start("wait");

        assertThat(agent.awaitNotStarted()).contains("the agent is closed");
    }

    @Test
    void keepsAnInterruptForLater() throws InterruptedException {
        try (TestAgent agent = new TestAgent(directory)) {
            agent.start("wait");
            agent.awaitStarted();

            Thread.currentThread().interrupt();
            agent.agent.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
        }
    }

    /** The agent's whole JVM is killed; its process sees the end of standard input and leaves by itself. */
    @Test
    void isNotNeededForTheProcessesToEnd() throws IOException, InterruptedException {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentHost.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = host.inputReader()) {
            String worker = lines.readLine();
            assertThat(worker).matches("\\d+");
            assertThat(Processes.alive(worker)).isTrue();

            host.destroyForcibly();
            host.waitFor();

            await().atMost(TestAgent.LONG).until(() -> !Processes.alive(worker));
            assertThat(directory.resolve("left")).exists();
        } finally {
            host.destroyForcibly();
        }
        Files.deleteIfExists(directory.resolve("left"));
    }
}
