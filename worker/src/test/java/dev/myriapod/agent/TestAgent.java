package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.SignalProcess;
import dev.myriapod.proto.v1.StartProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An agent whose events wait in a queue, and whose close proves that nothing is left. One process at a time. */
final class TestAgent implements AutoCloseable {
    /** Only to detect a hang. */
    static final Duration LONG = Duration.ofMinutes(1);

    static final String NAME = "worker-3";

    final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
    final Agent agent;
    /** What was printed so far, of the events that have been looked at. */
    final List<String> out = new ArrayList<>();

    final List<String> err = new ArrayList<>();
    final List<ProcessOutput> outputs = new ArrayList<>();
    /** The consumer of events fails so often when an end is reported, as where the heap is full. */
    final AtomicInteger failures = new AtomicInteger();

    private final List<Long> pids = new ArrayList<>();
    private final long pipesBefore = pipes();

    TestAgent(Path directory) {
        this(directory, CompletableFuture.completedFuture(null));
    }

    TestAgent(Path directory, CompletionStage<Void> ready) {
        this(new AgentSettings(
                Destination.onHost("/some/socket", ByteString.copyFromUtf8("secret")), directory, () -> ready));
    }

    TestAgent(AgentSettings settings) {
        agent = new Agent(settings, this::happened, Program.class.getName());
    }

    private void happened(AgentEvent event) {
        boolean end = event.hasExited() || event.hasNotStarted();
        if (end && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("said a test");
        }
        events.add(event);
    }

    void start(String program, String... options) {
        start(program, jvm -> jvm.addAllOptions(List.of(options)));
    }

    void start(String program, UnaryOperator<JvmSpec.Builder> jvm) {
        start(NAME, program, jvm);
    }

    void start(String name, String program, UnaryOperator<JvmSpec.Builder> jvm) {
        agent.handle(AgentCommand.newBuilder()
                .setStart(StartProcess.newBuilder()
                        .setProcess(name)
                        .setThreads(2)
                        .setDisplayName("for people")
                        .setDaemon(true)
                        .setJvm(jvm.apply(JvmSpec.newBuilder().addOptions("-Dprogram=" + program))))
                .build());
    }

    void signal(Signal signal, boolean tree) {
        agent.handle(AgentCommand.newBuilder()
                .setSignal(SignalProcess.newBuilder()
                        .setProcess(NAME)
                        .setSignal(signal)
                        .setTree(tree))
                .build());
    }

    void consumed(int bytes) {
        agent.handle(AgentCommand.newBuilder()
                .setOutputConsumed(OutputConsumed.newBuilder().setProcess(NAME).setBytes(bytes))
                .build());
    }

    /** The next event; output is kept, too. */
    AgentEvent next() throws InterruptedException {
        AgentEvent event = events.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("an event within %s", LONG).isNotNull();
        if (event.hasOutput()) {
            outputs.add(event.getOutput());
            (event.getOutput().getError() ? err : out).addAll(event.getOutput().getLinesList());
        }
        return event;
    }

    long awaitStarted() throws InterruptedException {
        AgentEvent event = next();
        assertThat(event.hasStarted()).as("%s", event).isTrue();
        pids.add(event.getStarted().getPid());
        return event.getStarted().getPid();
    }

    String awaitNotStarted() throws InterruptedException {
        AgentEvent event = next();
        assertThat(event.hasNotStarted()).as("%s", event).isTrue();
        assertThat(event.getNotStarted().getProcess()).isEqualTo(NAME);
        return event.getNotStarted().getMessage();
    }

    /** Waits for a line on standard output that begins so; gives its rest. */
    String awaitLine(String prefix) throws InterruptedException {
        while (true) {
            for (String line : out) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
            AgentEvent event = next();
            assertThat(event.hasExited()).as("%s", event).isFalse();
        }
    }

    /** Consumes all output until the process has ended. */
    ProcessExited awaitExit() throws InterruptedException {
        AgentEvent event = next();
        while (!event.hasExited()) {
            assertThat(event.hasOutput()).as("%s", event).isTrue();
            consumed(event.getOutput().getBytes());
            event = next();
        }
        return event.getExited();
    }

    /** Starts it, and waits until it is through. */
    ProcessExited run(String program, String... options) throws InterruptedException {
        start(program, options);
        awaitStarted();
        return awaitExit();
    }

    /** The process that was started last. */
    long lastPid() {
        return pids.get(pids.size() - 1);
    }

    @Override
    public void close() {
        agent.close();
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
        // Surefire starts ps now and then.
        assertThat(ProcessHandle.current()
                        .children()
                        .map(child -> child.info().command().orElse(""))
                        .filter(command -> command.matches(".*/(java|sleep|sh|kill)")))
                .isEmpty();
        // A thread that has ended for its pool may still be ending for the JVM.
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("agent-")));
        await().atMost(LONG).untilAsserted(() -> assertThat(pipes()).isLessThanOrEqualTo(pipesBefore));
    }

    /** How many pipes this JVM has open. */
    private static long pipes() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(TestAgent::pipe).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean pipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            // Closed since it was listed.
            return false;
        }
    }
}
