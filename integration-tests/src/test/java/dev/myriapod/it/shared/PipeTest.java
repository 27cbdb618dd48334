package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ChildProcess;
import dev.myriapod.JvmOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.pipe.BrokenPipeException;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Connections;
import dev.myriapod.shared.pipe.Pipe;
import dev.myriapod.shared.pipe.PipeOptions;
import dev.myriapod.shared.pipe.Waitable;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pipes between processes. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class PipeTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void parentAndChildTalkAndTheChildsEndIsTheEnd() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        List<String> printed = new ArrayList<>();
        ProcessOptions options = ProcessOptions.defaults().withOutput(line -> printed.add(line.text()));
        ChildProcess child = hosted.cluster()
                .process(options, PipeDeeds::talk, pipe.second())
                .start();
        Connection parent = pipe.first();
        assertThat(parent.receive()).isEqualTo("from the child");
        parent.send("from the parent");
        assertThatThrownBy(parent::receive).isInstanceOf(EOFException.class);
        child.join();
        assertThat(child.exitCode()).hasValue(0);
        assertThat(printed).containsExactly("from the parent");
        pipe.detach();
    }

    @Test
    void aKilledProcessClosesItsEnd() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection parent = pipe.first();
        ChildProcess child =
                hosted.cluster().process(PipeDeeds::sayAndWait, pipe.second()).start();
        assertThat(parent.receive()).isEqualTo("here");
        Other<Object> waits = new Other<>(parent::receive);
        hosted.awaitThat("", object -> object.waiters() == 2);
        child.kill();
        assertThatThrownBy(waits::get).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> parent.send("anybody there?")).isInstanceOf(BrokenPipeException.class);
        child.join();
        pipe.detach();
    }

    @Test
    void aKilledSenderLeavesWhatItHadSent() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p", PipeOptions.defaults().withMaxBytes(3 << 20));
        ChildProcess child =
                hosted.cluster().process(PipeDeeds::fill, pipe.second()).start();
        hosted.awaitThat("p", object -> object.waiters() == 1);
        child.kill();
        child.join();
        hosted.awaitThat("p", object -> object.attachments().size() == 1);
        for (int i = 0; i < 3; i++) {
            assertThat(pipe.first().receiveBytes()).hasSize(1 << 20);
        }
        assertThatThrownBy(() -> pipe.first().receiveBytes()).isInstanceOf(EOFException.class);
        pipe.delete();
    }

    @Test
    void anEndThatIsClosedHereBeforeItArrivesIsOpenThere() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        ChildProcess child;
        try (Connection there = pipe.second()) {
            there.send("from here");
            child = hosted.cluster().process(PipeDeeds::echo, there).start();
        }
        Connection parent = pipe.first();
        assertThat(parent.receive()).isEqualTo("from here");
        parent.send("echo");
        assertThat(parent.receive()).isEqualTo("echo");
        child.kill();
        child.join();
        assertThatThrownBy(parent::receive).isInstanceOf(EOFException.class);
        pipe.detach();
    }

    @Test
    void anEndThatNeverArrivesIsClosed() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        JvmOptions broken = JvmOptions.defaults().withOptions("-XX:NoSuchOption");
        ProcessOptions options = ProcessOptions.defaults().withJvm(broken).withOutput(line -> {});
        ChildProcess child = hosted.cluster()
                .process(options, PipeDeeds::nothing, pipe.second())
                .start();
        assertThatThrownBy(() -> pipe.first().receive()).isInstanceOf(EOFException.class);
        child.join();
        assertThat(child.exitCode()).hasValue(1);
        pipe.detach();
    }

    @Test
    void severalProcessesShareAnEnd() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        try (ProcessPool pool = hosted.cluster().pool(2)) {
            TaskFuture<Long> one = pool.submit(PipeDeeds::sum, pipe.second());
            TaskFuture<Long> other = pool.submit(PipeDeeds::sum, pipe.second());
            hosted.awaitThat("", object -> object.waiters() == 2);
            for (int i = 1; i <= 1000; i++) {
                pipe.first().send(i);
            }
            pipe.first().close();
            assertThat(one.get() + other.get()).isEqualTo(1000L * 1001 / 2);
        }
        pipe.detach();
    }

    @Test
    void anEndTravelsAsWhateverItIs() throws Exception {
        Myriapod cluster = hosted.cluster();
        Pipe pipe = cluster.pipe();
        Connection first = pipe.first();
        first.send("kept open");
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(PipeDeeds::same, first).get())
                    .as("argument and result")
                    .isSameAs(first);
            assertThat(pool.submit(() -> first.isWritable()).get())
                    .as("captured")
                    .isTrue();
            Pipe answers = cluster.pipe();
            assertThat(pool.submit(PipeDeeds::answer, new PipeDeeds.Call("tea", answers.second()))
                            .get())
                    .isEqualTo("tea");
            assertThat(answers.first().receive()).isEqualTo("done: tea");
            assertThatThrownBy(() -> answers.first().receive()).isInstanceOf(EOFException.class);
            answers.detach();

            Pipe box = cluster.pipe();
            Pipe inner = cluster.pipe();
            TaskFuture<String> via = pool.submit(PipeDeeds::viaAConnection, box.second());
            box.first().send(inner.second());
            inner.first().send("by another connection");
            assertThat(via.get()).isEqualTo("by another connection");
            box.detach();
            inner.detach();

            assertThat(pool.submit(PipeDeeds::useFirst, pipe).get()).isEmpty();
            assertThat(pipe.second().receive()).isEqualTo("kept open");
            assertThat(pipe.second().receive()).isEqualTo("by the pipe");
        }
        pipe.detach();
    }

    @Test
    void aTaskMakesAPipeAndGivesItsEndsAway() throws Exception {
        SharedQueue<Connection> others = hosted.cluster().queue();
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            Connection second = pool.submit(PipeDeeds::newPipe, others).get();
            Connection first = others.take();
            first.send("a");
            assertThat(second.receive()).isEqualTo("a");
            first.close();
            assertThatThrownBy(second::receive)
                    .as("the worker, which has not used them, does not hold them")
                    .isInstanceOf(EOFException.class);
            // Whoever got nothing but ends, and has closed them, is not attached any more.
            second.close();
        }
        others.detach();
    }

    @Test
    void waitingForConnectionsAndProcessesTogether() throws Exception {
        Myriapod cluster = hosted.cluster();
        Pipe speaking = cluster.pipe();
        Pipe silent = cluster.pipe();
        ChildProcess speaker =
                cluster.process(PipeDeeds::sayAndWait, speaking.second()).start();
        ChildProcess listener =
                cluster.process(PipeDeeds::echo, silent.second()).start();
        List<Waitable> all = List.of(listener, silent.first(), speaker, speaking.first());
        assertThat(Connections.wait(all)).containsExactly(speaking.first());
        assertThat(speaking.first().receive()).isEqualTo("here");
        assertThat(Connections.wait(all, Duration.ofMillis(20))).isEmpty();
        assertThat(Connections.wait(all, Duration.ZERO)).isEmpty();
        speaker.kill();
        assertThat(Connections.wait(List.of(speaker, listener))).containsExactly(speaker);
        assertThat(Connections.wait(all, Duration.ofMinutes(1))).containsExactly(speaker, speaking.first());
        silent.first().close();
        assertThat(Connections.wait(List.of(listener), Duration.ofMinutes(1))).containsExactly(listener);
        assertThat(Connections.wait(all, Duration.ZERO)).containsExactlyElementsOf(all);
        speaking.detach();
        silent.detach();
    }
}
