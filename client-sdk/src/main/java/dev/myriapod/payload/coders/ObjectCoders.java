package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.numbered;
import static dev.myriapod.payload.format.Coder.plain;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.UntravellableException;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import dev.myriapod.payload.serial.ExtensionOutput;
import dev.myriapod.payload.serial.Extensions;
import dev.myriapod.payload.serial.JvmFilter;
import dev.myriapod.payload.shape.LambdaFactory;
import dev.myriapod.payload.shape.LambdaNames;
import dev.myriapod.payload.shape.LambdaShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Objects whose class is named in the payload. */
final class ObjectCoders {
    private ObjectCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.CLASS ->
                plain(Tag.CLASS, (Class<?> v, ValueWriter out) -> out.writeClass(v), ValueReader::readClass);
            case Tag.ENUM -> plain(Tag.ENUM, ObjectCoders::writeEnum, ObjectCoders::readEnum);
            case Tag.LAMBDA -> numbered(Tag.LAMBDA, ObjectCoders::writeLambda, ObjectCoders::readLambda);
            case Tag.MESSAGE -> plain(Tag.MESSAGE, ObjectCoders::writeMessage, ObjectCoders::readMessage);
            case Tag.SERIAL ->
                plain(Tag.SERIAL, (Object v, ValueWriter out) -> out.writeSerial(v), ValueReader::readSerial);
            default -> null;
        };
    }

    /** For what cannot travel. */
    static Coder<Object> none() {
        return plain(Tag.NULL, (v, out) -> cannotTravel(v), in -> null);
    }

    private static void cannotTravel(Object value) {
        throw new UntravellableException(value);
    }

    /** The user's own encoding of that name. */
    static Coder<Object> extension(String name, Extensions extensions) {
        return numbered(
                Tag.EXTENSION,
                (v, out) -> {
                    // A name is defined by identity, and the extension keeps its own.
                    if (out.define(name)) {
                        out.sink().writeText(name);
                    }
                    ByteSink own = new ByteSink(256, out.limit());
                    extensions.encode(name, v, new ExtensionOutput(own, out::add));
                    ByteString bytes = own.toByteString();
                    out.sink().writeVarInt(bytes.size());
                    out.sink().append(bytes);
                },
                in -> readExtension(in, extensions));
    }

    static Object readExtension(ValueReader in, Extensions extensions) throws IOException {
        String name = in.defined(String.class, () -> in.source().readText());
        byte[] bytes = in.source().readBytes(in.source().readCount());
        return extensions.decode(name, new ByteArrayInputStream(bytes));
    }

    private static void writeEnum(Enum<?> value, ValueWriter out) {
        if (out.define(value)) {
            out.writeClass(value.getDeclaringClass());
            out.sink().writeText(value.name());
        }
    }

    private static Enum<?> readEnum(ValueReader in) {
        return in.defined(Enum.class, () -> {
            Class<?> type = in.readClass();
            String name = in.source().readText();
            if (!type.isEnum()) {
                throw new MalformedException(type.getName() + " is no enum");
            }
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return (Enum<?>) constant;
                }
            }
            throw new PayloadException(
                    "The enum " + type.getName() + " has no constant " + name
                            + " in this JVM. Most likely the two JVMs have different versions of it: rebuild, and give both"
                            + " the same class path.",
                    TaskRun.NONE,
                    type.getName(),
                    "",
                    null);
        });
    }

    private static void writeLambda(Object lambda, ValueWriter out) throws IOException {
        LambdaShape shape = LambdaShape.of(lambda.getClass());
        LambdaNames names = shape.names(lambda);
        if (out.define(names)) {
            names.write(out.sink());
        }
        for (Object captured : shape.captured(lambda)) {
            out.write(captured);
        }
    }

    private static Object readLambda(ValueReader in) throws IOException, ClassNotFoundException {
        LambdaFactory factory = in.defined(LambdaFactory.class, () -> {
            LambdaFactory found = new LambdaFactory(LambdaNames.read(in.source()), in.classes());
            JvmFilter.check(found.capturingClass());
            return found;
        });
        @Nullable Object[] captured = new Object[factory.captured()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = in.read();
        }
        return factory.make(captured);
    }

    private static void writeMessage(MessageLite message, ValueWriter out) {
        out.writeClass(message.getClass());
        // Before it is copied.
        out.sink().expect(message.getSerializedSize());
        ByteString bytes = message.toByteString();
        out.sink().writeVarInt(bytes.size());
        out.sink().append(bytes);
    }

    private static MessageLite readMessage(ValueReader in) throws IOException {
        Class<?> type = in.readClass();
        byte[] bytes = in.source().readBytes(in.source().readCount());
        if (!MessageLite.class.isAssignableFrom(type)) {
            throw new MalformedException(type.getName() + " is no protobuf message");
        }
        try {
            Parser<?> parser = (Parser<?>) type.getMethod("parser").invoke(null);
            return (MessageLite) parser.parseFrom(bytes);
        } catch (ReflectiveOperationException e) {
            throw new IOException(type.getName() + " has no parser that can be called", e);
        }
    }
}
