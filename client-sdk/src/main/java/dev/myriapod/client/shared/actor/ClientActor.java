package dev.myriapod.client.shared.actor;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ActorOutcome;
import dev.myriapod.proto.v1.ActorReply;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.BeginActor;
import dev.myriapod.proto.v1.InvokeActor;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.object.SharedObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An object in a process of its own, as this process sees it. */
public final class ClientActor<T> implements SharedObject<T>, AttachedObject, InvocationHandler {
    /** What a handle of the proxy has before the interface's name. */
    private static final String PROXY = "proxy of ";

    private final Attachment<ActorRequest, ActorReply> attachment;
    private final Attached attached;
    private final Class<?> type;
    private final T proxy;
    private final Codecs codecs;

    /** What calls are made of and what their futures are completed on. */
    public record Codecs(ValueCodec values, FailureDecoder failures, Executor callbacks) {
        /** With these values. */
        public static Codecs of(ValueCodec values, Executor callbacks) {
            return new Codecs(values, new FailureDecoder(new ThrownCodec(values)::decode), callbacks);
        }
    }

    /** Of an object that is being attached. */
    @SuppressWarnings("unchecked") // The type is that of T.
    public ClientActor(
            Attachment<ActorRequest, ActorReply> attachment, Attached attached, Class<?> type, Codecs codecs) {
        this.attachment = attachment;
        this.attached = attached;
        this.type = type;
        this.codecs = codecs;
        proxy = (T) ActorType.of(type).proxy(this);
    }

    /** Throws if objects cannot be seen through that type. */
    public static void check(Class<?> type) {
        ActorType unused = ActorType.of(type);
    }

    /** Which interface a handle speaks of. */
    public static String typeOf(SharedHandle handle) {
        String part = handle.getPart();
        return part.startsWith(PROXY) ? part.substring(PROXY.length()) : part;
    }

    /** What a handle of it stands for: it, or its proxy. */
    public Object part(SharedHandle handle) {
        return handle.getPart().startsWith(PROXY) ? proxy : this;
    }

    /** It is to live in that process, if in none yet. */
    public void begin(BeginActor.Builder process, ByteString arguments) {
        attachment.tell(id -> ActorRequest.newBuilder()
                .setId(id)
                .setBegin(process.setArguments(attachment.payload(arguments)))
                .build());
    }

    @Override
    public T proxy() {
        return proxy;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> toString();
            };
        }
        attachment.requireOpen();
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        @Nullable Object[] said = new Object[given.length + 1];
        said[0] = ActorType.keyOf(method);
        System.arraycopy(given, 0, said, 1, given.length);
        ByteString call =
                codecs.values().encode(said, "the arguments of " + type.getSimpleName() + "." + method.getName());
        StackTraceElement[] site = new Throwable().getStackTrace();
        if (ActorType.isAsynchronous(method)) {
            return ask(call, site);
        }
        return value(
                Arrays.asList(method.getExceptionTypes()).contains(InterruptedException.class)
                        ? attachment.callInterruptibly(id -> request(id, call), late -> {})
                        : attachment.call(id -> request(id, call)),
                site);
    }

    private CompletableFuture<@Nullable Object> ask(ByteString call, StackTraceElement[] site) {
        CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
        // Not on the loop: users' classes are made, and users' callbacks run.
        attachment
                .ask(id -> request(id, call))
                .whenCompleteAsync(
                        (reply, failure) -> {
                            try {
                                if (reply == null) {
                                    attachment.requireOpen();
                                    throw failure == null ? new IllegalStateException("no answer") : failure;
                                }
                                future.complete(value(reply, site));
                            } catch (Throwable thrown) {
                                future.completeExceptionally(thrown);
                            }
                        },
                        codecs.callbacks());
        return future;
    }

    private ActorRequest request(long id, ByteString call) {
        return ActorRequest.newBuilder()
                .setId(id)
                .setInvoke(InvokeActor.newBuilder().setCall(attachment.payload(call)))
                .build();
    }

    private @Nullable Object value(ActorReply reply, StackTraceElement[] site) throws Throwable {
        ActorOutcome outcome = reply.getOutcome();
        if (outcome.hasFailure()) {
            throw codecs.failures().decode(outcome.getFailure(), TaskRun.NONE, site);
        }
        return codecs.values().decode(outcome.getResult().getData());
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public SharedHandle handle() {
        return attached.handle().toBuilder().setPart(type.getName()).build();
    }

    /** As its proxy travels. */
    public SharedHandle proxyHandle() {
        return attached.handle().toBuilder().setPart(PROXY + type.getName()).build();
    }

    @Override
    public String toString() {
        return attached.title(type.getSimpleName());
    }
}
