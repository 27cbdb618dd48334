package dev.myriapod.client.fake;

import com.google.protobuf.ByteString;
import dev.myriapod.client.pool.PoolCodecs;
import dev.myriapod.client.submit.CallEncoder;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.Thrown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Java serialization, and functions that stay in this JVM: the definition is a name under which the object is found again. */
public final class FakeCodecs {
    private static final Map<ByteString, Object> FUNCTIONS = new ConcurrentHashMap<>();

    private FakeCodecs() {}

    public static PoolCodecs codecs() {
        return new PoolCodecs(FakeCodecs::encode, FakeCodecs::decode, FakeCodecs::thrown);
    }

    public static CallEncoder.Encoded encode(Object function, Object... arguments) {
        String name = function.getClass().getName() + "@" + System.identityHashCode(function);
        ByteString definition = ByteString.copyFromUtf8(name);
        FUNCTIONS.put(definition, function);
        return new CallEncoder.Encoded(definition, bytes(arguments));
    }

    public static Object function(ByteString definition) {
        return FUNCTIONS.get(definition);
    }

    public static ByteString bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (NotSerializableException cannot) {
            throw new PayloadException(
                    "cannot travel: " + cannot.getMessage(), TaskRun.NONE, cannot.getMessage(), "", cannot);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    public static Object decode(ByteString bytes) {
        try (ObjectInputStream in = new ObjectInputStream(bytes.newInput())) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException unreadable) {
            throw new IllegalArgumentException("unreadable", unreadable);
        }
    }

    public static Thrown thrown(Throwable throwable) {
        ByteString bytes = bytes(throwable);
        return Thrown.newBuilder()
                .setThrowable(Payload.newBuilder().setEncoding(1).setData(bytes).setSize(bytes.size()))
                .setClassName(throwable.getClass().getName())
                .setMessage(String.valueOf(throwable.getMessage()))
                .setStackTrace(throwable.toString())
                .build();
    }

    private static Throwable thrown(Thrown thrown, TaskRun run, StackTraceElement[] site) {
        return (Throwable) decode(thrown.getThrowable().getData());
    }
}
