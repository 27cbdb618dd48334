package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.agent.tree.Processes;
import dev.myriapod.proto.v1.ProcessExited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentExitTest {
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
    void reportsTheExitCode() throws InterruptedException {
        assertThat(agent.run("exit").getExitCode()).isEqualTo(7);
    }

    @Test
    void reportsWhatWasPrintedLast() throws InterruptedException {
        ProcessExited exited = agent.run("halt");

        assertThat(exited.getExitCode()).isEqualTo(9);
        assertThat(exited.getStderrList()).containsExactly("last words without an end");
        assertThat(agent.err).containsExactly("last words without an end");
    }

    @Test
    void keepsTheLastHundredLinesOfStandardErrorAndNoHugeOnes() throws InterruptedException {
        ProcessExited exited = agent.run("chatter");

        assertThat(agent.err).hasSize(150).last().isEqualTo("x".repeat(10_000));
        assertThat(exited.getStderrList())
                .hasSize(100)
                .startsWith("line 50")
                .last()
                .isEqualTo("x".repeat(4096));
    }

    @Test
    void reportsWhatHadBegunAndWhatWasRunning() throws InterruptedException, IOException {
        ProcessExited exited = agent.run("begun");

        assertThat(exited.getBegunSequence()).isEqualTo(42);
        assertThat(exited.getRunningSequencesList()).containsExactly(42L);
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesAnUnreadableRecordForEverythingBegun() throws InterruptedException {
        assertThat(agent.run("spoilt record").getBegunSequence()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isReportedThoughTheHeapOfItsListenerIsFullForAMoment() throws InterruptedException {
        agent.failures.set(3);

        assertThat(agent.run("exit").getExitCode()).isEqualTo(7);
        assertThat(agent.failures).hasValue(0);
    }

    @Test
    void tellsExhaustedMemory() throws InterruptedException {
        ProcessExited exited = agent.run("memory", "-Xmx16m");

        assertThat(exited.getOutOfMemory()).isTrue();
        assertThat(exited.getExitCode()).isEqualTo(3);
        assertThat(exited.getStderrList()).anyMatch(line -> line.contains("Terminating due to"));
    }

    @Test
    void tellsANativeCrashAndWhereItsLogIs() throws InterruptedException {
        ProcessExited exited = agent.run("crash");

        assertThat(exited.getExitCode()).isEqualTo(-6);
        assertThat(Path.of(exited.getHsErr())).hasParent(directory).isRegularFile();
        assertThat(exited.getHsErrExcerptList())
                .hasSizeLessThanOrEqualTo(10)
                .anyMatch(line -> line.startsWith("#  SIGSEGV"))
                .containsSequence(
                        "# Problematic frame:", exited.getHsErrExcerptList().get(2))
                .noneMatch(line -> line.contains("bug report"));
    }

    @Test
    void findsTheLogThatTheUserWantsElsewhere(@TempDir Path other) throws InterruptedException {
        ProcessExited exited = agent.run("crash", "-XX:ErrorFile=" + other.resolve("crash.log"));

        assertThat(exited.getHsErr()).isEqualTo(other.resolve("crash.log").toString());
    }

    @Test
    void doesNotTakeAnOldLogForThisProcess(@TempDir Path other) throws InterruptedException, IOException {
        Path old = Files.createFile(other.resolve("crash.log"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));

        ProcessExited exited = agent.run("orphan", "-XX:ErrorFile=" + old);

        assertThat(exited.getExitCode()).isEqualTo(1);
        assertThat(exited.getHsErr()).isEmpty();
    }

    @Test
    void killsWhatADeadProcessLeftRunning() throws InterruptedException {
        ProcessExited exited = agent.run("orphan");

        assertThat(exited.getExitCode()).isEqualTo(1);
        assertThat(Processes.alive(agent.awaitLine("pid "))).isFalse();
    }

    @Test
    void doesNotWaitForWhatHidItsDescent() throws InterruptedException {
        ProcessExited exited = agent.run("hidden orphan");

        assertThat(exited.getExitCode()).isEqualTo(1);
        String orphan = agent.awaitLine("pid ");
        assertThat(Processes.alive(orphan)).isTrue();
        // It holds the pipes; the threads that read them end all the same.
        agent.close();
        assertThat(agent.events).isEmpty();
        ProcessHandle.of(Long.parseLong(orphan)).orElseThrow().destroyForcibly();
    }
}
