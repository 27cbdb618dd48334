package dev.myriapod.it.semantics.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.JvmOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessInfo;
import dev.myriapod.ProcessOptions;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import dev.myriapod.it.semantics.Lines;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child from its birth to its close. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ChildProcessTest {
    private final Lines lines = new Lines();
    private final ProcessOptions options = ProcessOptions.defaults().withOutput(lines);
    private Myriapod myriapod;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
    }

    @AfterEach
    void close() {
        myriapod.close();
    }

    @Test
    void theProgramItselfIsTheMainProcessAndHasNoParent() {
        assertThat(ChildProcess.current())
                .isEqualTo(
                        new ProcessInfo("MainProcess", ProcessHandle.current().pid(), false));
        assertThat(ChildProcess.parent()).isEmpty();
    }

    @Test
    void aChildIsListedWhileItLivesAndOnlyThen() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(options.withName("one of many"), Gate::pass, gate.port());
            assertThat(child.isAlive()).isFalse();
            assertThat(child.exitCode()).isEmpty();
            assertThat(myriapod.activeChildren()).isEmpty();

            assertThat(child.start()).isSameAs(child);
            assertThat(gate.awaitArrival()).isEqualTo(child.pid());
            assertThat(child.isAlive()).isTrue();
            assertThat(child.exitCode()).isEmpty();
            assertThat(child.name()).isEqualTo("one of many");
            assertThat(myriapod.activeChildren()).containsExactly(child);
            assertThatThrownBy(child::start).isInstanceOf(IllegalStateException.class);

            gate.letThrough();
            child.join();
            assertThat(child.isAlive()).isFalse();
            assertThat(child.exitCode()).isEqualTo(OptionalInt.of(0));
            assertThat(myriapod.activeChildren()).isEmpty();
            child.join();
            assertThat(child.join(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void onlyStartedChildrenAreListed() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess never = myriapod.process(options, Gate::pass, gate.port());
            ChildProcess first =
                    myriapod.process(options, Gate::pass, gate.port()).start();
            ChildProcess second =
                    myriapod.process(options, Gate::pass, gate.port()).start();
            assertThat(myriapod.activeChildren()).containsExactlyInAnyOrder(first, second);
            assertThat(List.of(never.name(), first.name(), second.name())).doesNotHaveDuplicates();
            first.kill();
            first.join();
            assertThat(myriapod.activeChildren()).containsExactly(second);
            second.kill();
            second.join();
        }
    }

    static void print(Object a, Object b, Object c, Object d) {
        System.out.println(String.join("|", "" + a, "" + b, "" + c, "" + d));
    }

    @Test
    void argumentsArriveEqual() throws InterruptedException {
        ChildProcess four = myriapod.process(
                        options, ChildProcessTest::print, 1, "two", List.of(3, "three"), Map.of("four", 4.5))
                .start();
        String captured = "captured";
        ChildProcess none =
                myriapod.process(options, () -> System.out.println(captured)).start();
        four.join();
        none.join();
        assertThat(lines.out()).containsExactlyInAnyOrder("1|two|[3, three]|{four=4.5}", "captured");
        assertThat(four.exitCode()).hasValue(0);
    }

    static void tellWhoIAm() {
        System.out.println(ChildProcess.current());
        System.out.println(ChildProcess.parent().orElseThrow());
        System.out.println(ProcessHandle.current().parent().orElseThrow().pid());
    }

    @Test
    void theChildKnowsItselfAndItsParent() throws InterruptedException {
        long me = ProcessHandle.current().pid();
        for (boolean daemon : new boolean[] {false, true}) {
            Lines told = new Lines();
            ChildProcess child = myriapod.process(
                            options.withName("kid").withDaemon(daemon).withOutput(told), ChildProcessTest::tellWhoIAm)
                    .start();
            child.join();
            assertThat(child.daemon()).isEqualTo(daemon);
            assertThat(told.out())
                    .containsExactly(
                            new ProcessInfo("kid", child.pid(), daemon).toString(),
                            new ProcessInfo("MainProcess", me, false).toString(),
                            "" + me);
        }
    }

    @Test
    void onExitIsReadyAfterTheExitAndNotBefore() throws Exception {
        try (Gate gate = new Gate()) {
            ChildProcess child =
                    myriapod.process(options, Gate::pass, gate.port()).start();
            var exit = child.onExit().toCompletableFuture();
            assertThat(exit.complete(null)).as("a copy").isTrue();
            var seen = child.onExit().thenApply(ended -> ended.exitCode()).toCompletableFuture();
            gate.awaitArrival();
            assertThat(seen).isNotDone();
            gate.letThrough();
            assertThat(seen.get(30, TimeUnit.SECONDS)).hasValue(0);
            assertThat(child.onExit().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isSameAs(child);
        }
    }

    @Test
    void whatIsAskedBeforeTheStartIsAnError() {
        ChildProcess child = myriapod.process(options, ChildProcessTest::tellWhoIAm);
        assertThatThrownBy(child::pid).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(child::join).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> child.join(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        child.close();
    }

    @Test
    void aLivingProcessCannotBeClosedAndAClosedOneNotUsed() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(options.withName("it"), Gate::pass, gate.port())
                    .start();
            assertThatThrownBy(child::close).isInstanceOf(IllegalStateException.class);
            assertThat(child.isAlive()).isTrue();
            child.kill();
            child.join();
            child.close();
            child.close();
            assertThat(child.name()).isEqualTo("it");
            assertThatThrownBy(child::isAlive).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::pid).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::exitCode).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::join).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::kill).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::terminate).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::interrupt).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::start).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::onExit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::daemon).isInstanceOf(IllegalStateException.class);
        }
    }

    record Baggage(String text) implements Serializable {}

    @Test
    void theArgumentIsNotKept() throws InterruptedException {
        List<WeakReference<Baggage>> references = new ArrayList<>();
        ChildProcess child = startWithBaggage(references);
        child.join();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return references.get(0).refersTo(null);
        });
        assertThat(lines.out()).containsExactly("Baggage[text=heavy]");
    }

    private ChildProcess startWithBaggage(List<WeakReference<Baggage>> references) {
        Baggage baggage = new Baggage("heavy");
        references.add(new WeakReference<>(baggage));
        return myriapod.process(options, arrived -> System.out.println(arrived), baggage)
                .start();
    }

    @Test
    void aJvmThatCannotStartIsAnErrorOfStart() {
        Path nowhere = Path.of("/no/such/java");
        ChildProcess child = myriapod.process(
                options.withJvm(JvmOptions.defaults().withJavaHome(nowhere)), ChildProcessTest::tellWhoIAm);
        assertThatThrownBy(child::start).isInstanceOf(MyriapodException.class).hasMessageContaining(nowhere.toString());
        assertThat(child.isAlive()).isFalse();
        assertThat(myriapod.activeChildren()).isEmpty();
    }
}
