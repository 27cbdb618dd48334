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

    /** Of an object that is being attached. */
    public ClientPipe(Attachment<PipeRequest, PipeReply> attachment, Attached attached, ValueCodec codec) {
        this.attached = attached;
        this.codec = codec;
        calls = new PipeCalls(attachment);
    }

    /** This process has the pipe as a whole. */
    public void open() {
        oneWay = calls.open();
    }

    /** What of it a handle stands for that has arrived; never waits. */
    public Object arrived(SharedHandle handle) {
        PipePart part = PipePart.of(handle);
        oneWay = part.oneWay();
        if (part.end() == 0) {
            calls.tellOpen();
            return this;
        }
        synchronized (this) {
            calls.hold(part.end(), part.ticket());
            ClientConnection present = ends[part.end() - 1];
            return present == null || present.isClosed() ? made(part.end()) : present;
        }
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
