package dev.myriapod.client.shared.actor;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ActorCall;
import dev.myriapod.proto.v1.ActorOutcome;
import dev.myriapod.proto.v1.ActorReply;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.BadPayload;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PerformCalls;
import dev.myriapod.proto.v1.Thrown;
import dev.myriapod.shared.ObjectGoneException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object's process: makes its calls, one after the other on the calling thread, until the object ends. */
public final class Performer {
    private static final Logger log = LoggerFactory.getLogger(Performer.class);

    private final Attachment<ActorRequest, ActorReply> attachment;
    private final ValueCodec values;
    private final ThrownCodec thrown;

    /** Through this, as a guest. */
    public Performer(Attachment<ActorRequest, ActorReply> attachment, ValueCodec values) {
        this.attachment = attachment;
        this.values = values;
        thrown = new ThrownCodec(values);
    }

    /** Makes the object and then its calls; returns when it is not wanted any more. */
    public void perform(Class<?> type, Callable<?> factory) {
        try {
            ActorType seen = ActorType.of(type);
            Object object;
            try {
                object = type.cast(factory.call());
                if (object == null) {
                    throw new NullPointerException("The factory of the shared object has returned null.");
                }
            } catch (Throwable e) {
                tellUnable(e);
                return;
            }
            performAll(seen, object);
        } catch (ObjectGoneException | CoordinatorLostException e) {
            log.debug("the object has ended", e);
        }
    }

    private void tellUnable(Throwable e) {
        PerformCalls unable = PerformCalls.newBuilder()
                .setOutcome(ActorOutcome.newBuilder().setFailure(failure(e)))
                .setUnable(true)
                .build();
        // It is answered when the object ends.
        attachment.call(id -> request(id, unable));
    }

    private void performAll(ActorType type, Object object) {
        PerformCalls next = PerformCalls.getDefaultInstance();
        while (true) {
            PerformCalls said = next;
            ActorCall call = attachment.call(id -> request(id, said)).getCall();
            next = PerformCalls.newBuilder()
                    .setNumber(call.getNumber())
                    .setOutcome(outcome(type, object, call.getCall().getData()))
                    .build();
        }
    }

    private static ActorRequest request(long id, PerformCalls perform) {
        return ActorRequest.newBuilder().setId(id).setPerform(perform).build();
    }

    private ActorOutcome outcome(ActorType type, Object object, ByteString call) {
        Object result;
        try {
            result = invoke(type, object, call);
        } catch (Throwable e) {
            // Errors as well: whoever called must hear of it.
            return ActorOutcome.newBuilder().setFailure(failure(e)).build();
        }
        try {
            ByteString bytes = values.encode(result, "the result");
            return ActorOutcome.newBuilder()
                    .setResult(attachment.payload(bytes))
                    .build();
        } catch (PayloadException e) {
            return ActorOutcome.newBuilder().setFailure(bad(e, null)).build();
        }
    }

    private @Nullable Object invoke(ActorType type, Object object, ByteString call) throws Throwable {
        if (!(values.decode(call) instanceof Object[] said)) {
            throw new IllegalArgumentException(
                    "A call of a kind that this process does not know. Let all processes of a"
                            + " cluster run the same version.");
        }
        Method method = type.method((String) said[0]);
        try {
            method.setAccessible(true);
            Object result = method.invoke(object, Arrays.copyOfRange(said, 1, said.length));
            return ActorType.isAsynchronous(method) ? await(result) : result;
        } catch (InvocationTargetException | ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static @Nullable Object await(@Nullable Object result) throws ExecutionException, InterruptedException {
        if (result instanceof CompletionStage<?> stage) {
            return stage.toCompletableFuture().get();
        }
        return result instanceof Future<?> future ? future.get() : null;
    }

    private Failure failure(Throwable e) {
        if (e instanceof PayloadException bad) {
            return bad(bad, null);
        }
        PayloadException[] textOnly = new PayloadException[1];
        Thrown encoded = thrown.encode(e, why -> textOnly[0] = why);
        return textOnly[0] == null
                ? Failure.newBuilder()
                        .setMessage(encoded.getMessage())
                        .setThrown(encoded)
                        .build()
                : bad(textOnly[0], encoded);
    }

    private static Failure bad(PayloadException e, @Nullable Thrown instead) {
        BadPayload.Builder bad =
                BadPayload.newBuilder().setClassName(e.typeName()).setPath(e.path());
        if (instead != null) {
            bad.setThrown(instead);
        }
        return Failure.newBuilder()
                .setMessage(String.valueOf(e.getMessage()))
                .setBadPayload(bad)
                .build();
    }
}
