package dev.myriapod.client.shared.pipe;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Pipe;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/*
 * A process has one attachment to a pipe, for both ends. Who holds an end is the coordinator's business: it learns it from the
 * first use of the end, or from its arrival, which is said before the handle is given to anybody.
 *
 * A process that got nothing but ends, and has closed all it got, is detached, unless it sent one on: nobody there could do it.
 */
/** A pipe, as this process sees it. */
public final class ClientPipe implements Pipe, AttachedObject {
    private final Attached attached;
    private final PipeCalls calls;
    private final ValueCodec codec;

    /** Written before anybody has the pipe. */
    private volatile boolean oneWay;

    /** Guarded by this; by the number of the end, less one. */
    private final @Nullable ClientConnection[] ends = new ClientConnection[2];
    /** Guarded by this: the pipe as a whole was given to somebody, or is needed for what was sent on. */
    private boolean kept;

    /** Of an object that is being attached. */
    public ClientPipe(Attachment<PipeRequest, PipeReply> attachment, Attached attached, ValueCodec codec) {
        this.attached = attached;
        this.codec = codec;
        calls = new PipeCalls(attachment);
    }

    /** This process has the pipe as a whole. */
    public void open() {
        keep();
        oneWay = calls.open();
    }

    private synchronized void keep() {
        kept = true;
    }

    /** What of it a handle stands for that has arrived, and null if this process has just let go of it; never waits. */
    public synchronized @Nullable Object arrived(SharedHandle handle) {
        if (isLeft()) {
            return null;
        }
        PipePart part = PipePart.of(handle);
        oneWay = part.oneWay();
        if (part.end() == 0) {
            kept = true;
            calls.tellOpen();
            return this;
        }
        calls.hold(part.end(), part.ticket());
        ClientConnection present = ends[part.end() - 1];
        return present == null || present.isClosed() ? made(part.end()) : present;
    }

    /** Whether it got ends, and nobody here has a use for it any more. */
    private boolean isLeft() {
        return !kept && (ends[0] != null || ends[1] != null) && isClosed(ends[0]) && isClosed(ends[1]);
    }

    private static boolean isClosed(@Nullable ClientConnection end) {
        return end == null || end.isClosed();
    }

    private ClientConnection made(int end) {
        ClientConnection connection = new ClientConnection(this, calls, codec, end);
        ends[end - 1] = connection;
        return connection;
    }

    private synchronized Connection end(int end) {
        ClientConnection present = ends[end - 1];
        return present == null ? made(end) : present;
    }

    @Override
    public Connection first() {
        return end(1);
    }

    @Override
    public Connection second() {
        return end(2);
    }

    boolean isOneWay() {
        return oneWay;
    }

    /** Closes one of its ends, between two arrivals of that end and not in the midst of one. */
    void close(ClientConnection end, int number) {
        CompletableFuture<Boolean> done;
        synchronized (this) {
            if (!end.setClosed()) {
                return;
            }
            done = calls.close(number);
        }
        boolean unused = done.join();
        synchronized (this) {
            if (!isLeft()) {
                return;
            }
        }
        detach();
    }

    /** A ticket by which an end may travel. */
    long lend(int end) {
        keep();
        return calls.lend(end);
    }

    /** The handle of the pipe or one of its ends. */
    SharedHandle handle(int end, long ticket) {
        return new PipePart(oneWay, end, ticket).in(attached.handle());
    }

    @Override
    public SharedHandle handle() {
        return handle(0, 0);
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("Pipe");
    }
}
