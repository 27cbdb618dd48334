package dev.myriapod.it.semantics.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessOptions;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import dev.myriapod.it.semantics.Lines;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Children of children, and what passes from parents to children when either ends. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ChildProcessFamilyTest {
    private final Lines lines = new Lines();
    private final ProcessOptions options = ProcessOptions.defaults().withOutput(lines);

    static void haveAChild(int port) throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local()) {
            myriapod.process(Gate::pass, port).start().join();
        }
    }

    @Test
    void aGrandchildEndsWhenItsParentIsKilled() throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local();
                Gate gate = new Gate()) {
            ChildProcess middle = myriapod.process(options, ChildProcessFamilyTest::haveAChild, gate.port())
                    .start();
            long grandchild = gate.awaitArrival();
            assertThat(grandchild).isNotEqualTo(middle.pid());
            // Not middle.kill(), which would take the grandchild with it.
            ProcessHandle.of(middle.pid()).orElseThrow().destroyForcibly();
            middle.join();
            assertThat(middle.exitCode()).hasValue(-9);
            Deaths.await(grandchild);
        }
    }

    static void recurse(String path, int levels) throws InterruptedException {
        System.out.println(
                path + " parent " + ChildProcess.parent().orElseThrow().name());
        if (levels > 0) {
            try (Myriapod myriapod = Myriapod.local()) {
                for (int i = 0; i < levels; i++) {
                    String child = path + "." + i;
                    ChildProcess process = myriapod.process(
                                    ProcessOptions.defaults().withName(child),
                                    ChildProcessFamilyTest::recurse,
                                    child,
                                    levels - 1)
                            .start();
                    process.join();
                    if (process.exitCode().orElseThrow() != 0) {
                        throw new IllegalStateException(process.toString());
                    }
                }
            }
        }
    }

    @Test
    void childrenHaveChildrenThreeLevelsDeep() throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local()) {
            ChildProcess top = myriapod.process(options.withName("top"), ChildProcessFamilyTest::recurse, "top", 2)
                    .start();
            top.join();
            assertThat(top.exitCode()).as("%s", lines.all()).hasValue(0);
        }
        assertThat(lines.out())
                .containsExactly(
                        "top parent MainProcess",
                        "top.0 parent top",
                        "top.0.0 parent top.0",
                        "top.1 parent top",
                        "top.1.0 parent top.1");
    }

    static void countDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            System.out.println(open.count());
        }
    }

    @Test
    void theParentsFileDescriptorsAreNotInherited() throws Exception {
        int many = 100;
        List<FileInputStream> files = new ArrayList<>();
        try (Myriapod myriapod = Myriapod.local()) {
            for (int round = 0; round < 2; round++) {
                ChildProcess child = myriapod.process(options, () -> {
                            try {
                                countDescriptors();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .start();
                child.join();
                for (int i = 0; i < many; i++) {
                    files.add(new FileInputStream("/dev/null"));
                }
            }
        } finally {
            for (FileInputStream file : files) {
                file.close();
            }
        }
        assertThat(lines.out()).hasSize(2);
        assertThat(Integer.parseInt(lines.out().get(1)))
                .isLessThan(Integer.parseInt(lines.out().get(0)) + many / 2);
    }

    @Test
    void theProgramWaitsForAChildThatIsNoDaemon(@TempDir Path directory) throws InterruptedException {
        try (Gate gate = new Gate();
                ClientProgram program =
                        ClientProgram.start(directory, ParentProgram.class, List.of(), gate.port(), false)) {
            long child = gate.awaitArrival();
            await().until(() -> program.out().contains("main over"));
            assertThat(program.isAlive()).isTrue();
            gate.letThrough();
            assertThat(program.awaitSuccess()).containsExactly("pid " + child, "main over", "child over");
        }
    }

    @Test
    void aDaemonIsEndedWithItsProgram(@TempDir Path directory) throws InterruptedException {
        try (Gate gate = new Gate();
                ClientProgram program =
                        ClientProgram.start(directory, ParentProgram.class, List.of(), gate.port(), true)) {
            assertThat(program.awaitSuccess()).hasSize(2).last().isEqualTo("main over");
            long child = Long.parseLong(program.out().get(0).substring("pid ".length()));
            Deaths.await(child);
        }
    }

    /** Starts a child and returns from main without a word to anybody. */
    static final class ParentProgram {
        private ParentProgram() {}

        static void childLife(int port) {
            Gate.pass(port);
            System.out.println("child over");
        }

        public static void main(String[] args) {
            Myriapod myriapod = Myriapod.local();
            ChildProcess child = myriapod.process(
                            ProcessOptions.defaults().withDaemon(Boolean.parseBoolean(args[1])),
                            ParentProgram::childLife,
                            Integer.parseInt(args[0]))
                    .start();
            System.out.println("pid " + child.pid());
            System.out.println("main over");
        }
    }
}
