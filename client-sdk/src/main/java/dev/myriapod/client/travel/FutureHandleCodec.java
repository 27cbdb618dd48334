package dev.myriapod.client.travel;

import dev.myriapod.client.luggage.Luggage;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.payload.PayloadCodec;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/*
 * A future that has ended travels with its outcome. One that has not travels as a handle, after the coordinator has said that
 * it keeps the outcome. If it says that the task has ended, the future has as well: the end came before that answer.
 */
/** Futures travel among the arguments of tasks. Found by {@link java.util.ServiceLoader}. */
public final class FutureHandleCodec implements PayloadCodec {
    /** For {@link java.util.ServiceLoader}. */
    public FutureHandleCodec() {}

    @Override
    public String name() {
        return "myriapod.future";
    }

    @Override
    public boolean encodes(Class<?> type) {
        return ClientFuture.class.isAssignableFrom(type);
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        ClientFuture<?> future = (ClientFuture<?>) value;
        Luggage luggage = Luggage.packing();
        if (luggage == null || !luggage.isOfTask()) {
            throw new IOException("the future of " + future.handle().getPool().getName()
                    + " can be sent to a task only, as an argument or captured by its function; what becomes of it is"
                    + " kept for that task. Send its result instead: call get() first");
        }
        future.handle().writeDelimitedTo(out);
        if (!future.isDone() && isKept(future)) {
            luggage.add(future::release);
            return;
        }
        if (!future.isDone()) {
            throw new IOException("nothing is known any more of " + future + ", which came to this process with a task"
                    + " that has ended. Pass a future on before the task that got it ends");
        }
        future.ended(PoolHandleCodec.Values.CODEC).writeDelimitedTo(out);
    }

    private static boolean isKept(ClientFuture<?> future) throws IOException {
        try {
            return future.keep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the thread was interrupted while it asked the coordinator to keep the outcome", e);
        }
    }

    @Override
    public Object decode(InputStream in) throws IOException {
        TaskHandle handle = TaskHandle.parseDelimitedFrom(in);
        return PoolHandleCodec.reader().future(handle, TaskEnded.parseDelimitedFrom(in));
    }
}
