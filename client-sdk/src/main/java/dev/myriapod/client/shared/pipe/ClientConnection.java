package dev.myriapod.client.shared.pipe;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachable;
import dev.myriapod.client.attachment.Departure;
import dev.myriapod.client.readiness.Observable;
import dev.myriapod.client.readiness.Observation;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.MessageReceived;
import dev.myriapod.proto.v1.PipeOutcome;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.pipe.BrokenPipeException;
import dev.myriapod.shared.pipe.BufferTooShortException;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.ConnectionClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One end of a pipe, as this process sees it. It refers to the pipe, which is in use as long as an end of it is. */
final class ClientConnection implements Connection, Attachable, Observable {
    private final ClientPipe pipe;
    private final PipeCalls calls;
    private final ValueCodec codec;
    private final int end;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClientConnection(ClientPipe pipe, PipeCalls calls, ValueCodec codec, int end) {
        this.pipe = pipe;
        this.calls = calls;
        this.codec = codec;
        this.end = end;
    }

    @Override
    public boolean isReadable() {
        return !pipe.isOneWay() || end == 1;
    }

    @Override
    public boolean isWritable() {
        return !pipe.isOneWay() || end == 2;
    }

    private void requireReadable() {
        if (!isReadable()) {
            throw new IllegalStateException(
                    this + " can only send: the pipe goes one way, from its second end to its first."
                            + " Receive through the first end, or make the pipe with PipeOptions.withDuplex(true).");
        }
    }

    private void requireWritable() throws ConnectionClosedException {
        if (!isWritable()) {
            throw new IllegalStateException(
                    this + " can only receive: the pipe goes one way, from its second end to its"
                            + " first. Send through the second end, or make the pipe with PipeOptions.withDuplex(true).");
        }
        requireOpen();
    }

    private void requireOpen() throws ConnectionClosedException {
        if (isClosed()) {
            throw closedHere();
        }
    }

    private ConnectionClosedException closedHere() {
        return new ConnectionClosedException(this
                + (isClosed()
                        ? " was closed in this process by close(): nothing can be done with it any more. Close it later."
                        : " is closed for good: the last process that held it closed it or ended. Make a new pipe."));
    }

    /** To be thrown; the thread is not interrupted then, as usual. */
    private static InterruptedException interrupted() {
        boolean unused = Thread.interrupted();
        return new InterruptedException();
    }

    @Override
    public void send(@Nullable Object message) throws IOException, InterruptedException {
        sent(isObjectSent(message, PipeCalls.FOR_EVER));
    }

    @Override
    public boolean send(@Nullable Object message, Duration timeout) throws IOException, InterruptedException {
        return isObjectSent(message, nanos(timeout));
    }

    private boolean isObjectSent(@Nullable Object message, long wait) throws IOException, InterruptedException {
        requireWritable();
        return isSent(codec.encode(message, "the message"), false, wait);
    }

    @Override
    public void sendBytes(ByteBuffer message) throws IOException, InterruptedException {
        sent(areBytesSent(message, PipeCalls.FOR_EVER));
    }

    @Override
    public boolean sendBytes(ByteBuffer message, Duration timeout) throws IOException, InterruptedException {
        return areBytesSent(message, nanos(timeout));
    }

    private boolean areBytesSent(ByteBuffer message, long wait) throws IOException, InterruptedException {
        requireWritable();
        if (message.remaining() > ValueCodec.MAX_SIZE) {
            throw new IllegalArgumentException("A message has at most " + ValueCodec.MAX_SIZE + " bytes, and this one "
                    + message.remaining() + ": send it in pieces.");
        }
        boolean sent = isSent(ByteString.copyFrom(message.duplicate()), true, wait);
        if (sent) {
            message.position(message.limit());
        }
        return sent;
    }

    /** Who waits for ever ends without success by an interrupt alone. */
    private static void sent(boolean sent) throws InterruptedException {
        if (!sent) {
            throw interrupted();
        }
    }

    private boolean isSent(ByteString message, boolean raw, long wait) throws IOException, InterruptedException {
        PipeOutcome outcome = calls.send(end, message, raw, wait);
        switch (outcome) {
            case PIPE_OUTCOME_DONE -> {
                return true;
            }
            case PIPE_OUTCOME_TIME_OVER -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted();
                }
                return false;
            }
            case PIPE_OUTCOME_PEER_CLOSED ->
                throw new BrokenPipeException(
                        this + " cannot send: nobody holds the other end any more. The process there"
                                + " closed it or ended; look whether it failed.");
            default -> throw closedHere();
        }
    }

    /** What came; it has been confirmed. Null: the time is over. */
    private @Nullable MessageReceived next(long wait) throws IOException, InterruptedException {
        requireReadable();
        requireOpen();
        PipeReply reply = calls.receive(end, wait);
        MessageReceived received = reply.getReceived();
        switch (received.getOutcome()) {
            case PIPE_OUTCOME_DONE -> calls.confirm(end, reply.getId(), false);
            case PIPE_OUTCOME_TIME_OVER -> {
                if (wait < 0 || Thread.currentThread().isInterrupted()) {
                    throw interrupted();
                }
                return null;
            }
            case PIPE_OUTCOME_PEER_CLOSED ->
                throw new EOFException(
                        this + " has nothing more to receive: nobody holds the other end any more, and all"
                                + " that was sent has been received.");
            default -> throw closedHere();
        }
        return received;
    }

    private MessageReceived next() throws IOException, InterruptedException {
        return Objects.requireNonNull(next(PipeCalls.FOR_EVER));
    }

    private MessageReceived next(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        MessageReceived received = next(nanos(timeout));
        if (received == null) {
            throw new TimeoutException(this + " has received nothing within " + timeout
                    + ". Wait longer, or look whether the process at the other end still sends.");
        }
        return received;
    }

    @Override
    public @Nullable Object receive() throws IOException, InterruptedException {
        return object(next());
    }

    @Override
    public @Nullable Object receive(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        return object(next(timeout));
    }

    private @Nullable Object object(MessageReceived received) {
        ByteString data = received.getMessage().getData();
        return received.getRaw() ? data.toByteArray() : codec.decode(data);
    }

    @Override
    public byte[] receiveBytes() throws IOException, InterruptedException {
        return next().getMessage().getData().toByteArray();
    }

    @Override
    public byte[] receiveBytes(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        return next(timeout).getMessage().getData().toByteArray();
    }

    @Override
    public int receiveInto(ByteBuffer buffer) throws IOException, InterruptedException {
        requireWritable(buffer);
        return copy(next(), buffer);
    }

    @Override
    public int receiveInto(ByteBuffer buffer, Duration timeout)
            throws IOException, InterruptedException, TimeoutException {
        requireWritable(buffer);
        return copy(next(timeout), buffer);
    }

    private static void requireWritable(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
    }

    private static int copy(MessageReceived received, ByteBuffer buffer) throws BufferTooShortException {
        ByteString message = received.getMessage().getData();
        if (message.size() > buffer.remaining()) {
            throw new BufferTooShortException(message.toByteArray(), buffer.remaining());
        }
        message.copyTo(buffer);
        return message.size();
    }

    @Override
    public boolean poll(Duration timeout) throws IOException, InterruptedException {
        requireReadable();
        requireOpen();
        return switch (calls.poll(end, nanos(timeout))) {
            case PIPE_OUTCOME_DONE -> true;
            case PIPE_OUTCOME_TIME_OVER -> false;
            default -> throw closedHere();
        };
    }

    private static long nanos(Duration timeout) {
        try {
            return Math.max(PipeCalls.NOT_AT_ALL, timeout.toNanos());
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? PipeCalls.NOT_AT_ALL : Long.MAX_VALUE;
        }
    }

    /** Ready is also what throws at once. */
    @Override
    public Observation observe(boolean stay, Report report) {
        requireReadable();
        if (isClosed()) {
            report.seen(true);
            return () -> {};
        }
        Runnable stop = calls.poll(
                end,
                stay ? PipeCalls.FOR_EVER : PipeCalls.NOT_AT_ALL,
                outcome -> report.seen(outcome != PipeOutcome.PIPE_OUTCOME_TIME_OVER),
                () -> report.seen(true));
        return stop::run;
    }

    @Override
    public void close() {
        pipe.close(this, end);
    }

    /** Returns whether it was open. */
    boolean setClosed() {
        return closed.compareAndSet(false, true);
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public SharedHandle handle() {
        return pipe.handle(end, 0);
    }

    /** The end stays open while it is on its way, also if it is closed here meanwhile. */
    @Override
    public Departure depart() throws IOException {
        requireOpen();
        long ticket = pipe.lend(end);
        return new Departure(pipe.handle(end, ticket), () -> calls.redeem(ticket));
    }

    @Override
    public void pin() {
        pipe.pin();
    }

    @Override
    public String toString() {
        return pipe + (end == 1 ? ".first" : ".second");
    }
}
