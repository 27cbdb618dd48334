package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.EnvironmentVariable;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentStartTest {
    @TempDir
    Path directory;

    private TestAgent agent;

    @BeforeEach
    void open() {
        agent = new TestAgent(directory);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsTheProcessWhatItIs() throws InterruptedException {
        ProcessExited exited = agent.run("describe", "-Duser.option=given");

        assertThat(agent.err).isEmpty();
        assertThat(agent.out)
                .containsExactly(
                        "/some/socket",
                        "secret",
                        "worker-3",
                        directory.resolve("worker-3.record") + " true",
                        directory + " " + directory,
                        "2 false true",
                        "ProcessInfo[name=for people, pid=" + exitedPid() + ", daemon=true]",
                        "ProcessInfo[name=MainProcess, pid="
                                + ProcessHandle.current().pid() + ", daemon=false]",
                        Path.of("").toAbsolutePath().toString(),
                        Integer.toString(
                                absolute(System.getProperty("java.class.path")).length()),
                        "given");
        assertThat(exited.getExitCode()).isZero();
        assertThat(exited.getBegunSequence()).isZero();
        assertThat(exited.getOutOfMemory()).isFalse();
        assertThat(exited.getHsErr()).isEmpty();
    }

    @Test
    void runsWithAnotherDirectoryAndAClassPathLongerThanAnArgument(@TempDir Path other) throws InterruptedException {
        List<String> missing = IntStream.range(0, 40)
                .mapToObj(i -> "/missing \"" + i + "\"/" + "x".repeat(5000) + ".jar")
                .toList();
        List<String> own =
                List.of(absolute(System.getProperty("java.class.path")).split(File.pathSeparator));

        agent.start(
                "describe",
                jvm -> jvm.setWorkingDirectory(other.toString())
                        .addAllClassPath(missing)
                        .addAllClassPath(own));
        agent.awaitStarted();

        assertThat(agent.awaitExit().getExitCode()).as("%s", agent.err).isZero();
        int length = String.join(File.pathSeparator, missing).length()
                + 1
                + String.join(File.pathSeparator, own).length();
        assertThat(agent.out).contains(other.toString(), Integer.toString(length));
    }

    @Test
    void changesTheEnvironment() throws InterruptedException {
        agent.start(
                "environment",
                jvm -> jvm.addEnvironment(variable("ADDED", "a value")).addEnvironmentRemoved("HOME"));
        agent.awaitStarted();
        agent.awaitExit();

        assertThat(agent.out)
                .contains("ADDED=a value", "PATH=" + System.getenv("PATH"), "HOME=null", "JAVA_TOOL_OPTIONS=null")
                .anyMatch(line -> line.matches("MYRIAPOD_PROCESS=([^ ]+ )*[0-9a-f]{16}/worker-3"));
    }

    @Test
    void leavesTheChoiceOfACollectorToTheUser() throws InterruptedException {
        assertThat(agent.run("exit", "-XX:+UseParallelGC").getExitCode()).isEqualTo(7);

        agent.start("exit", jvm -> jvm.addEnvironment(variable("JDK_JAVA_OPTIONS", "-XX:+UseG1GC")));
        agent.awaitStarted();
        assertThat(agent.awaitExit().getExitCode()).isEqualTo(7);
    }

    @Test
    void refusesAJavaHomeWithoutJava() throws InterruptedException {
        agent.start("exit", jvm -> jvm.setJavaHome("/no/java/here"));

        assertThat(agent.awaitNotStarted())
                .isEqualTo(
                        "worker-3 could not be started: there is no bin/java in /no/java/here. Give the home directory"
                                + " of a Java runtime on the agent's host as java home.");
    }

    @Test
    void refusesAWorkingDirectoryThatIsNone() throws InterruptedException {
        agent.start("exit", jvm -> jvm.setWorkingDirectory("/no/such/directory"));
        assertThat(agent.awaitNotStarted()).contains("working directory /no/such/directory does not exist");

        agent.start("exit", jvm -> jvm.setWorkingDirectory("/etc/passwd"));
        assertThat(agent.awaitNotStarted()).contains("working directory /etc/passwd is not a directory");
    }

    @Test
    void refusesWhatTheOperatingSystemRefuses() throws InterruptedException {
        agent.start("exit", "-Dtoo.long=" + "x".repeat(200_000));
        assertThat(agent.awaitNotStarted()).contains("Argument list too long", "length of the JVM options");

        agent.start("exit", jvm -> jvm.addEnvironment(variable("NOT=A NAME", "value")));
        assertThat(agent.awaitNotStarted()).contains("NOT=A NAME", "environment variables");

        agent.start("exit", jvm -> jvm.addClassPath("a\0b"));
        assertThat(agent.awaitNotStarted()).contains("Look at its paths");
    }

    @Test
    void reportsAJvmThatRefusesItsOptionsAsExited() throws InterruptedException {
        ProcessExited exited = agent.run("exit", "-XX:+NoSuchOption");

        assertThat(exited.getExitCode()).isEqualTo(1);
        assertThat(exited.getStderrList()).anyMatch(line -> line.contains("NoSuchOption"));
    }

    @Test
    void refusesASecondProcessOfTheSameName() throws InterruptedException {
        agent.start("wait");
        agent.awaitStarted();
        agent.awaitLine("ready");

        agent.start("exit");

        assertThat(agent.awaitNotStarted()).contains("names must be unique");
        agent.signal(Signal.SIGNAL_KILL, false);
        assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
    }

    @Test
    void answersAPing() throws InterruptedException {
        agent.agent.handle(AgentCommand.newBuilder()
                .setPing(Ping.newBuilder().setNumber(5))
                .build());

        assertThat(agent.next().getPong().getNumber()).isEqualTo(5);
    }

    @Test
    void forksBeforeTheDirectoryIsThereAndBeginsWhenItIs() throws InterruptedException, IOException {
        Path later = directory.resolve("later");
        CompletableFuture<Void> ready = new CompletableFuture<>();
        try (TestAgent early = new TestAgent(later, ready)) {
            early.start("describe");
            ProcessHandle forked = awaitChild();
            assertThat(early.events).isEmpty();

            Files.createDirectory(later);
            ready.complete(null);

            assertThat(early.awaitStarted()).isEqualTo(forked.pid());
            assertThat(early.awaitExit().getExitCode()).isZero();
            assertThat(early.out).contains("/some/socket");
        }
        Files.delete(later);
    }

    @Test
    void killsWhatItForkedIfTheDirectoryNeverComes() throws InterruptedException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        try (TestAgent early = new TestAgent(directory.resolve("never"), ready)) {
            early.start("describe");
            ProcessHandle forked = awaitChild();

            ready.completeExceptionally(new IOException("The disk is full. Buy another."));

            assertThat(early.awaitNotStarted())
                    .isEqualTo("worker-3 could not be started: The disk is full. Buy another.");
            assertThat(forked.isAlive()).isFalse();
        }
    }

    @Test
    void saysWhichFileCouldNotBeWritten() throws InterruptedException {
        Path missing = directory.resolve("missing");
        try (TestAgent other = new TestAgent(missing)) {
            other.start("describe");

            assertThat(other.awaitNotStarted())
                    .contains(missing.resolve("worker-3.record").toString(), "Look at the free space");
        }
    }

    private static ProcessHandle awaitChild() {
        return org.awaitility.Awaitility.await()
                .atMost(TestAgent.LONG)
                .until(
                        () -> ProcessHandle.current()
                                .children()
                                .filter(child ->
                                        child.info().command().orElse("").endsWith("java"))
                                .findAny()
                                .orElse(null),
                        child -> child != null);
    }

    private long exitedPid() {
        return agent.lastPid();
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                java.util.Arrays.stream(classPath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static EnvironmentVariable variable(String name, String value) {
        return EnvironmentVariable.newBuilder().setName(name).setValue(value).build();
    }
}
