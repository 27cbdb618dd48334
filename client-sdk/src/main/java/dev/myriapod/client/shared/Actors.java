package dev.myriapod.client.shared;

import dev.myriapod.JvmOptions;
import dev.myriapod.ProcessOptions;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.shared.actor.ActorWire;
import dev.myriapod.client.shared.actor.ClientActor;
import dev.myriapod.client.shared.actor.Performer;
import dev.myriapod.client.submit.Limits;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteConsumer3;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ActorReplies;
import dev.myriapod.proto.v1.ActorReply;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.ActorRequests;
import dev.myriapod.proto.v1.BeginActor;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.object.ObjectOptions;
import java.util.concurrent.Executor;

/** Gives out objects in processes of their own, and is those processes' way back. */
final class Actors {
    private static final ObjectWire<ActorRequest, ActorReply, ActorRequests, ActorReplies> ACTORS = new ActorWire();

    private final Handles handles;
    private final JvmSpecs jvms;
    private final ValueCodec values;
    private final CallCodec calls;
    private final ClientActor.Codecs codecs;

    Actors(Handles handles, JvmSpecs jvms, ValueCodec values, Executor callbacks) {
        this.handles = handles;
        this.jvms = jvms;
        this.values = values;
        calls = new CallCodec(values);
        codecs = ClientActor.Codecs.of(values, callbacks);
    }

    private <T> Handles.Maker<ActorRequest, ActorReply, ClientActor<T>> maker(Class<?> type) {
        return (Attachment<ActorRequest, ActorReply> attachment, Attached attached) ->
                new ClientActor<>(attachment, attached, type, codecs);
    }

    /** What a handle stands for that has arrived in this process; never waits. */
    Object arrived(SharedHandle handle) {
        Class<?> type = load(ClientActor.typeOf(handle));
        return handles.arrived(ACTORS, handle, this.<Object>maker(type)).part(handle);
    }

    private static Class<?> load(String type) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(type, false, context == null ? Actors.class.getClassLoader() : context);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "A shared object has arrived here that is seen through " + type
                            + ", which is not on the class path of this process.",
                    e);
        }
    }

    <T> ClientActor<T> object(String name, Class<T> type, RemoteCallable<? extends T> factory, ObjectOptions options) {
        ClientActor.check(type);
        // Before anything is sent, so that a factory that cannot travel makes no object.
        EncodedCall unused = calls.encode(factory);
        JvmSpec jvm =
                jvms.of(JvmOptions.defaults().withOptions(options.jvmOptions().toArray(String[]::new)));
        ClientActor<T> actor = handles.find(
                ACTORS, new Handles.Wish(name, ActorWire.settings(type, options), false), this.<T>maker(type));
        long key = actor.handle().getKey();
        RemoteConsumer3<Long, String, RemoteCallable<? extends T>> main = ActorMain::run;
        EncodedCall call = calls.encode(main, key, type.getName(), factory);
        actor.begin(
                BeginActor.newBuilder()
                        .setName(name.isEmpty() ? type.getSimpleName() + "-" + key : name)
                        .setJvm(jvm)
                        .setFunction(call.function().bytes())
                        .setLivenessNanos(Limits.nanos(ProcessOptions.defaults().liveness())),
                call.arguments());
        return actor;
    }

    /** In the object's process: performs its calls until it ends. */
    void perform(long key, String type, RemoteCallable<?> factory) {
        SharedHandle handle = SharedHandle.newBuilder()
                .setKind(SharedKind.SHARED_KIND_ACTOR)
                .setKey(key)
                .build();
        new Performer(handles.visit(ACTORS, handle), values).perform(load(type), factory);
    }
}
