package dev.myriapod.client.travel;

import dev.myriapod.client.attachment.Attachable;
import dev.myriapod.client.attachment.Departure;
import dev.myriapod.client.luggage.Luggage;
import dev.myriapod.client.shared.actor.ActorProxy;
import dev.myriapod.client.shared.actor.ClientActor;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.PayloadCodec;
import dev.myriapod.payload.serial.ExtensionOutput;
import dev.myriapod.proto.v1.SharedHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;

/*
 * An object without a name lives as long as somebody is attached. Whoever sends a handle stays attached until it has arrived:
 * for the arguments of a task or child process that is when it has ended at the latest; for anything else nobody can tell, so it is for good.
 */
/** Shared objects travel as handles and attach themselves where they arrive. Found by {@link java.util.ServiceLoader}. */
public final class SharedHandleCodec implements PayloadCodec {
    /** For {@link java.util.ServiceLoader}. */
    public SharedHandleCodec() {}

    @Override
    public String name() {
        return "myriapod.shared";
    }

    @Override
    public boolean encodes(Class<?> type) {
        return Attachable.class.isAssignableFrom(type) || ActorProxy.class.isAssignableFrom(type);
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        Attachable object;
        Departure departure;
        if (value instanceof ActorProxy) {
            ClientActor<?> actor = (ClientActor<?>) Proxy.getInvocationHandler(value);
            object = actor;
            departure = new Departure(actor.proxyHandle(), () -> {});
        } else {
            object = (Attachable) value;
            departure = object.depart();
        }
        // What is not sent in the end does not stay for good.
        ((ExtensionOutput) out).whenEnded(() -> send(object, departure), departure.over());
        departure.handle().writeDelimitedTo(out);
    }

    private static void send(Attachable object, Departure departure) {
        Luggage luggage = Luggage.packing();
        if (luggage == null) {
            object.pin();
        } else {
            luggage.add(new Kept(object, departure.over()));
        }
    }

    @Override
    public Object decode(InputStream in) throws IOException {
        SharedHandle handle = SharedHandle.parseDelimitedFrom(in);
        return Clusters.reader(handle.getCluster())
                .orElseThrow(() -> new PayloadException(
                        "The handle of " + (handle.getName().isEmpty() ? "an anonymous object" : handle.getName())
                                + " belongs to a cluster that this process is no part of, or that was closed. Send handles"
                                + " only to tasks and child processes of the cluster that they come from.",
                        TaskRun.NONE,
                        handle.getKind().name(),
                        "",
                        null))
                .object(handle);
    }

    /** Refers to an object, so that it counts as in use. */
    private record Kept(Object object, Runnable over) implements Runnable {
        @Override
        public void run() {
            over.run();
        }
    }
}
