package dev.myriapod.worker.departure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.agent.tree.Orphans;
import dev.myriapod.agent.tree.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that have to end, and do. */
@Timeout(60)
class DepartureTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private final List<Process> leavers = new ArrayList<>();

    @BeforeEach
    void fillDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("runtime"));
        Files.createFile(directory.resolve("socket"));
    }

    @AfterEach
    void endThoseThatDoNot() {
        leavers.forEach(Process::destroyForcibly);
    }

    @Test
    void whoeverNoticesTheAgentsEndRemovesTheFilesThoughTheExitIsUnderWay() throws Exception {
        assertThat(start("stream, then agent").waitFor()).isEqualTo(69);
        assertThat(directory).doesNotExist();
    }

    @Test
    void takesAlongWhatItsTasksLeftToTheSystem() throws Exception {
        Process leaver = start("with a server");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(leaver.getInputStream(), StandardCharsets.UTF_8))) {
            String server = output.readLine();
            assertThat(leaver.waitFor()).isEqualTo(69);
            assertThat(Processes.alive(server)).isFalse();
        }
    }

    @Test
    void hooksThatDoNotEndDoNotKeepIt() throws Exception {
        assertThat(start("with a hook that never ends").waitFor()).isEqualTo(69);
    }

    @Test
    void saysWhyItIsUnable() throws Exception {
        Process leaver = start("unable");

        assertThat(leaver.waitFor()).isEqualTo(69);
        assertThat(new String(leaver.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("no work without a thread\n");
    }

    @Test
    void anExitWhoseLastWordsNobodyReadsEndsAllTheSame() throws Exception {
        assertThat(start("exit, nobody reads").waitFor()).isEqualTo(1);
    }

    @Test
    void anExitEndsAtOnceWhereThereIsNoThreadToGuardIt() throws Exception {
        assertThat(start("exit, no more threads").waitFor()).isEqualTo(1);
    }

    private Process start(String way) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Leaver.class.getName(),
                way,
                directory.toString()));
        builder.environment()
                .merge(Orphans.VARIABLE, "test/" + way.length() + "-" + System.nanoTime(), (a, b) -> a + " " + b);
        Process leaver = builder.start();
        leavers.add(leaver);
        return leaver;
    }
}
