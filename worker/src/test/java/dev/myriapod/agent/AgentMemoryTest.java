package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.WatchMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Resident memory is measured where somebody asked for it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class AgentMemoryTest {
    @TempDir
    Path directory;

    private TestAgent agent;

    @BeforeEach
    void open() {
        agent = new TestAgent(directory);
    }

    /** Also shows that the measuring thread ends. */
    @AfterEach
    void close() {
        agent.close();
    }

    private void watch(String process) {
        agent.agent.handle(AgentCommand.newBuilder()
                .setWatchMemory(WatchMemory.newBuilder().setProcess(process))
                .build());
    }

    private AgentEvent awaitMemory() throws InterruptedException {
        AgentEvent event = agent.next();
        while (!event.hasMemory()) {
            event = agent.next();
        }
        return event;
    }

    @Test
    void aProcessIsMeasuredEvenIfItWasOnlyBeingStarted() throws InterruptedException {
        agent.start("wait");
        watch(TestAgent.NAME);
        watch(TestAgent.NAME);
        AgentEvent measured = awaitMemory();
        assertThat(measured.getMemory().getProcess()).isEqualTo(TestAgent.NAME);
        assertThat(measured.getMemory().getResident()).isBetween(5L << 20, 2L << 30);
    }

    @Test
    void theNextIsMeasuredWhenTheFirstIsGone() throws InterruptedException {
        agent.start("wait");
        watch(TestAgent.NAME);
        awaitMemory();
        agent.signal(Signal.SIGNAL_KILL, true);
        AgentEvent event = agent.next();
        while (!event.hasExited()) {
            event = agent.next();
        }
        agent.start("other", "wait", jvm -> jvm.addOptions("-Dprogram=wait"));
        watch("other");
        assertThat(awaitMemory().getMemory().getProcess()).isEqualTo("other");
    }

    @Test
    void nobodyIsMeasuredWhoIsNotThere() throws InterruptedException {
        watch("nobody");
        assertThat(agent.run("exit").getExitCode()).isEqualTo(7);
    }
}
