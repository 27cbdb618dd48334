package dev.myriapod.it.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.SharedObjectInfo;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.pipe.BrokenPipeException;
import dev.myriapod.shared.pipe.BufferTooShortException;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.ConnectionClosedException;
import dev.myriapod.shared.pipe.Pipe;
import dev.myriapod.shared.pipe.PipeOptions;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a pipe promises at its edges, for which one process will do. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class PipeInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** Cannot be encoded. */
    private static final class Unencodable {}

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void objectsGoBothWaysInOrder() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection first = pipe.first();
        Connection second = pipe.second();
        assertThat(pipe.first()).isSameAs(first);
        first.send(List.of(1, "two", 3.0));
        first.send(null);
        second.send("answer");
        assertThat(second.receive()).isEqualTo(List.of(1, "two", 3.0));
        assertThat(second.receive()).isNull();
        assertThat(first.receive(String.class)).isEqualTo("answer");
        second.send(5);
        assertThatThrownBy(() -> first.receive(String.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("java.lang.Integer");
        assertThat(first.isReadable() && first.isWritable()).isTrue();
        pipe.detach();
    }

    @Test
    void anEndThatCouldNotBeSentIsNotOnItsWay() throws Exception {
        SharedQueue<List<Object>> queue = hosted.cluster().queue();
        Pipe pipe = hosted.cluster().pipe();
        Connection first = pipe.first();
        Connection second = pipe.second();
        first.send("last");
        assertThatThrownBy(() -> queue.put(List.of(first, new Unencodable()))).isInstanceOf(PayloadException.class);
        first.close();
        assertThat(second.receive()).isEqualTo("last");
        assertThatThrownBy(second::receive).isInstanceOf(EOFException.class);
        pipe.detach();
        queue.detach();
    }

    @Test
    void waitsForRoomAndForMessagesCanHaveATime() throws Exception {
        Pipe pipe = hosted.cluster().pipe(PipeOptions.defaults().withMaxBytes(100));
        Connection first = pipe.first();
        Connection second = pipe.second();
        Duration moment = Duration.ofMillis(20);
        ByteBuffer large = ByteBuffer.wrap(new byte[90]);
        assertThat(first.sendBytes(large, moment)).isTrue();
        assertThat(large.hasRemaining()).isFalse();
        large.rewind();
        assertThat(first.sendBytes(large, moment)).isFalse();
        assertThat(large.remaining()).isEqualTo(90);
        assertThat(first.send("0123456789".repeat(5), Duration.ZERO)).isFalse();
        assertThat(second.receiveBytes(moment)).hasSize(90);
        assertThat(first.send("small", moment)).isTrue();
        assertThat(second.receive(moment)).isEqualTo("small");
        assertThatThrownBy(() -> second.receive(moment))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("received nothing within PT0.02S");
        assertThatThrownBy(() -> second.receiveBytes(Duration.ofSeconds(-1))).isInstanceOf(TimeoutException.class);
        ByteBuffer buffer = ByteBuffer.allocate(8);
        assertThatThrownBy(() -> second.receiveInto(buffer, Duration.ZERO)).isInstanceOf(TimeoutException.class);
        first.sendBytes(bytes("last"));
        assertThat(second.receiveInto(buffer, moment)).isEqualTo(4);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> second.receive(Duration.ofSeconds(60))).isInstanceOf(InterruptedException.class);
        pipe.detach();
    }

    @Test
    void bytesGoAsTheyAre() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection first = pipe.first();
        Connection second = pipe.second();
        first.sendBytes(bytes("hello"));
        first.sendBytes(new byte[0]);
        first.sendBytes(bytes("a latin text"), 2, 5);
        ByteBuffer buffer = ByteBuffer.wrap(bytes("..direct"));
        buffer.position(2);
        first.sendBytes(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        first.sendBytes(bytes("an array"));
        first.send("an object");
        assertThat(second.receiveBytes()).isEqualTo(bytes("hello"));
        assertThat(second.receiveBytes()).isEmpty();
        assertThat(second.receiveBytes()).isEqualTo(bytes("latin"));
        assertThat(second.receiveBytes()).isEqualTo(bytes("direct"));
        assertThat(second.receive()).isEqualTo(bytes("an array"));
        assertThat(new String(second.receiveBytes(), UTF_8)).contains("an object");
        assertThatThrownBy(() -> first.sendBytes(bytes("abc"), 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> first.sendBytes(bytes("abc"), -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> first.sendBytes(bytes("abc"), 1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(second.poll(Duration.ZERO)).isFalse();
        pipe.detach();
    }

    @Test
    void whatDoesNotFitIntoTheBufferIsInTheException() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection first = pipe.first();
        Connection second = pipe.second();
        ByteBuffer buffer = ByteBuffer.allocate(8);
        first.sendBytes(bytes("12345"));
        first.sendBytes(bytes("6789"));
        first.sendBytes(bytes("678"));
        assertThatThrownBy(() -> second.receiveInto(buffer.asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThat(second.receiveInto(buffer)).isEqualTo(5);
        BufferTooShortException tooShort =
                catchThrowableOfType(BufferTooShortException.class, () -> second.receiveInto(buffer));
        assertThat(tooShort.message()).isEqualTo(bytes("6789"));
        assertThat(buffer.remaining()).as("unchanged").isEqualTo(3);
        assertThat(second.receiveInto(buffer)).isEqualTo(3);
        assertThat(buffer.array()).isEqualTo(bytes("12345678"));
        pipe.detach();
    }

    @Test
    void aLargeMessageTravelsInChunks() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        byte[] large = new byte[(16 << 20) + 3];
        new Random(7).nextBytes(large);
        pipe.first().sendBytes(large);
        pipe.first().send(large);
        assertThat(pipe.second().receiveBytes()).isEqualTo(large);
        assertThat(pipe.second().receive()).isEqualTo(large);
        pipe.detach();
    }

    @Test
    void whatCannotBeEncodedIsNotSent() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        assertThatThrownBy(() -> pipe.first().send(new Unencodable())).isInstanceOf(PayloadException.class);
        assertThat(pipe.second().poll(Duration.ZERO)).isFalse();
        pipe.detach();
    }

    @Test
    void aOneWayPipeGoesFromTheSecondEndToTheFirst() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p", PipeOptions.defaults().withDuplex(false));
        Connection reader = pipe.first();
        Connection writer = pipe.second();
        writer.send("a");
        assertThat(reader.receive()).isEqualTo("a");
        assertThat(reader.isReadable() && !reader.isWritable()).isTrue();
        assertThat(writer.isWritable() && !writer.isReadable()).isTrue();
        assertThatThrownBy(() -> reader.send("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader.sendBytes(bytes("b"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::receive).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        pipe.detach();
        Pipe again = hosted.cluster().pipe("p");
        assertThat(again.second().isReadable()).as("found without options").isFalse();
        again.delete();
    }

    @Test
    void pollTellsWhetherReceiveWouldWait() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p");
        Connection first = pipe.first();
        Connection second = pipe.second();
        assertThat(second.poll(Duration.ZERO)).isFalse();
        assertThat(second.poll(Duration.ofSeconds(-5))).isFalse();
        assertThat(second.poll(Duration.ofMillis(20))).isFalse();
        Other<Boolean> polling = new Other<>(() -> second.poll(Duration.ofSeconds(Long.MAX_VALUE)));
        hosted.awaitThat("p", object -> object.waiters() == 1);
        first.sendBytes(new byte[0]);
        assertThat(polling.get()).isTrue();
        assertThat(second.poll(Duration.ofDays(1))).isTrue();
        assertThat(second.receiveBytes()).isEmpty();
        assertThat(second.poll(Duration.ZERO)).isFalse();
        first.close();
        assertThat(second.poll(Duration.ZERO)).as("the end would not wait").isTrue();
        assertThatThrownBy(second::receive).isInstanceOf(EOFException.class);
        pipe.delete();
    }

    private void interruptWhileItWaits(Connection connection, Blocking call) throws Exception {
        Other<Boolean> other = new Other<>(() -> {
            call.on(connection);
            return true;
        });
        hosted.awaitThat("p", object -> object.waiters() == 1);
        other.interrupt();
        assertThatThrownBy(other::get).isInstanceOf(InterruptedException.class);
        hosted.awaitThat("p", object -> object.waiters() == 0);
    }

    private interface Blocking {
        void on(Connection connection) throws Exception;
    }

    @Test
    void whoIsInterruptedHasSentAndReceivedNothing() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p", PipeOptions.defaults().withMaxBytes(1));
        interruptWhileItWaits(pipe.second(), Connection::receive);
        interruptWhileItWaits(pipe.second(), Connection::receiveBytes);
        interruptWhileItWaits(pipe.second(), connection -> connection.poll(Duration.ofHours(1)));
        pipe.first().send("a");
        interruptWhileItWaits(pipe.first(), connection -> connection.send("b"));
        interruptWhileItWaits(pipe.first(), connection -> connection.sendBytes(bytes("b")));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pipe.second().receive()).isInstanceOf(InterruptedException.class);
        assertThat(pipe.second().receive()).isEqualTo("a");
        assertThat(pipe.second().poll(Duration.ZERO)).isFalse();
        pipe.delete();
    }

    @Test
    void receivesThatAreInterruptedWhileMessagesComeLoseNone() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection second = pipe.second();
        List<Object> received = new ArrayList<>();
        Thread receiver = new Thread(() -> {
            while (received.size() < 2000) {
                try {
                    received.add(second.receive());
                } catch (InterruptedException e) {
                    // It has received nothing then.
                } catch (Exception e) {
                    received.add(e);
                }
            }
        });
        receiver.start();
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            pipe.first().send(i);
            sent.add(i);
            receiver.interrupt();
        }
        receiver.join();
        assertThat(received).isEqualTo(sent);
        pipe.detach();
    }

    @Test
    void aSendWaitsForRoom() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p", PipeOptions.defaults().withMaxBytes(5));
        Connection first = pipe.first();
        Connection second = pipe.second();
        first.sendBytes(bytes("abc"));
        first.sendBytes(bytes("de"));
        Other<Boolean> sender = new Other<>(() -> {
            first.sendBytes(bytes("f"));
            return true;
        });
        hosted.awaitThat("p", object -> object.waiters() == 1);
        assertThat(second.receiveBytes()).isEqualTo(bytes("abc"));
        assertThat(sender.get()).isTrue();
        assertThat(second.receiveBytes()).isEqualTo(bytes("de"));
        assertThat(second.receiveBytes()).isEqualTo(bytes("f"));
        pipe.delete();
    }

    @Test
    void whenOneEndIsClosedTheOtherDrainsAndCannotSend() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        Connection first = pipe.first();
        Connection second = pipe.second();
        first.send("a");
        first.send("b");
        first.close();
        first.close();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.receive()).isEqualTo("a");
        assertThat(second.receiveBytes()).isNotEmpty();
        assertThatThrownBy(second::receive).isInstanceOf(EOFException.class);
        assertThatThrownBy(second::receiveBytes).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> second.send("c")).isInstanceOf(BrokenPipeException.class);
        assertThatThrownBy(() -> first.send("c")).isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(first::receive).isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> first.poll(Duration.ZERO)).isInstanceOf(ConnectionClosedException.class);
        SharedQueue<Connection> queue = hosted.cluster().queue();
        assertThatThrownBy(() -> queue.put(first)).isInstanceOf(PayloadException.class);
        queue.detach();
        pipe.detach();
    }

    @Test
    void whoWaitsHearsOfTheClose() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p");
        Other<Object> here = new Other<>(() -> pipe.first().receive());
        Other<Object> there = new Other<>(() -> pipe.second().receive());
        hosted.awaitThat("p", object -> object.waiters() == 2);
        pipe.first().close();
        assertThatThrownBy(here::get).isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(there::get).isInstanceOf(EOFException.class);
        pipe.delete();
    }

    @Test
    void severalThreadsUseOneEnd() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        List<Other<Long>> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            receivers.add(new Other<>(() -> PipeDeeds.sum(pipe.second())));
        }
        List<Other<Boolean>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(new Other<>(() -> {
                for (int number = 1; number <= 250; number++) {
                    pipe.first().send(number);
                }
                return true;
            }));
        }
        for (Other<Boolean> sender : senders) {
            assertThat(sender.get()).isTrue();
        }
        pipe.first().close();
        long sum = 0;
        for (Other<Long> receiver : receivers) {
            sum += receiver.get();
        }
        assertThat(sum).isEqualTo(4 * 250L * 251 / 2);
        pipe.detach();
    }

    @Test
    void anEndThatIsOnItsWayIsOpenThoughItIsClosedHere() throws Exception {
        Pipe pipe = hosted.cluster().pipe();
        SharedQueue<Connection> way = hosted.cluster().queue();
        pipe.second().send("from here");
        way.put(pipe.second());
        pipe.second().close();
        assertThat(pipe.first().receive()).isEqualTo("from here");
        assertThat(pipe.first().poll(Duration.ZERO)).as("no end").isFalse();
        pipe.first().send("to whom it reaches");
        Connection arrived = way.take();
        assertThat(arrived.isClosed()).isFalse();
        assertThat(arrived.receive()).isEqualTo("to whom it reaches");
        arrived.close();
        assertThatThrownBy(pipe.first()::receive).isInstanceOf(EOFException.class);
        way.detach();
        pipe.detach();
    }

    @Test
    void aPipeIsFoundByItsName() throws Exception {
        Pipe pipe = hosted.cluster().pipe("p", PipeOptions.defaults().withMaxBytes(9));
        assertThat(hosted.cluster().pipe("p")).isSameAs(pipe);
        assertThatThrownBy(() -> hosted.cluster().pipe("p", PipeOptions.defaults()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("both ways and at most 9 bytes");
        assertThatThrownBy(() -> PipeOptions.defaults().withMaxBytes(0)).isInstanceOf(IllegalArgumentException.class);
        Other<Object> waits = new Other<>(() -> pipe.first().receive());
        hosted.awaitThat("p", object -> object.waiters() == 1 && object.kind().equals("pipe"));
        pipe.delete();
        assertThatThrownBy(waits::get).isInstanceOf(ObjectGoneException.class);
        pipe.first().close();
        assertThat(pipe.first().isClosed()).isTrue();
    }

    private void makePipe() throws Exception {
        hosted.cluster().pipe().first().send("element");
    }

    @Test
    void aPipeThatNobodyHasAnEndOfIsGone() throws Exception {
        makePipe();
        Pipe used = hosted.cluster().pipe();
        Connection kept = used.first();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            hosted.cluster().queue("probe");
            return hosted.cluster().sharedObjects().stream()
                            .map(SharedObjectInfo::kind)
                            .filter("pipe"::equals)
                            .count()
                    == 1;
        });
        assertThat(kept.poll(Duration.ZERO)).as("this one is in use").isFalse();
        used.detach();
        hosted.cluster().queue("probe").delete();
    }
}
