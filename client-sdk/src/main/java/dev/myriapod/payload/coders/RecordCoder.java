package dev.myriapod.payload.coders;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import dev.myriapod.payload.serial.StandIns;
import dev.myriapod.payload.shape.RecordShape;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Records, component by component; primitive ones without a tag. */
final class RecordCoder {
    private RecordCoder() {}

    /** The one of that tag, for reading records of any class; null if it is another group's. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.RECORD -> Coder.numbered(Tag.RECORD, RecordCoder::cannotWrite, RecordCoder::read);
            case Tag.LEAF_RECORD -> Coder.plain(Tag.LEAF_RECORD, RecordCoder::cannotWrite, RecordCoder::read);
            default -> null;
        };
    }

    private static void cannotWrite(Object value, ValueWriter out) {
        throw new IllegalStateException("Records are written by the coder of their own class");
    }

    static Coder<Object> of(RecordShape shape) {
        return shape.leaf()
                ? Coder.plain(Tag.LEAF_RECORD, (v, out) -> write(shape, v, out), RecordCoder::read)
                : Coder.numbered(Tag.RECORD, (v, out) -> write(shape, v, out), RecordCoder::read);
    }

    private static void write(RecordShape shape, Object value, ValueWriter out) throws IOException {
        if (out.define(shape)) {
            out.writeClass(shape.type());
            out.sink().writeText(shape.header());
        }
        for (int i = 0; i < shape.size(); i++) {
            try {
                write(shape.type(i), shape.getter(i), value, out);
            } catch (RuntimeException | Error | IOException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(
                        "Reading a field of " + shape.type().getName() + " failed", e);
            }
        }
    }

    private static void write(Class<?> type, MethodHandle getter, Object value, ValueWriter out) throws Throwable {
        ByteSink sink = out.sink();
        if (!type.isPrimitive()) {
            out.write((Object) getter.invokeExact(value));
        } else if (type == int.class) {
            sink.writeSignedVarInt((int) getter.invokeExact(value));
        } else if (type == long.class) {
            sink.writeSignedVarLong((long) getter.invokeExact(value));
        } else if (type == double.class) {
            sink.writeLong(Double.doubleToRawLongBits((double) getter.invokeExact(value)));
        } else if (type == boolean.class) {
            sink.write((boolean) getter.invokeExact(value) ? 1 : 0);
        } else if (type == float.class) {
            sink.writeInt(Float.floatToRawIntBits((float) getter.invokeExact(value)));
        } else if (type == char.class) {
            sink.writeShort((char) getter.invokeExact(value));
        } else if (type == short.class) {
            sink.writeShort((short) getter.invokeExact(value));
        } else {
            sink.write((byte) getter.invokeExact(value));
        }
    }

    static Object read(ValueReader in) throws IOException, ClassNotFoundException {
        RecordShape shape = in.defined(RecordShape.class, () -> readShape(in));
        @Nullable Object[] components = new Object[shape.size()];
        for (int i = 0; i < components.length; i++) {
            Class<?> type = shape.type(i);
            components[i] = type.isPrimitive() ? readPrimitive(type, in.source()) : in.read();
        }
        return StandIns.construct(shape, components);
    }

    private static Object readPrimitive(Class<?> type, ByteSource source) {
        if (type == int.class) {
            return source.readSignedVarInt();
        } else if (type == long.class) {
            return source.readSignedVarLong();
        } else if (type == double.class) {
            return Double.longBitsToDouble(source.readLong());
        } else if (type == boolean.class) {
            return source.readByte() == 1;
        } else if (type == float.class) {
            return Float.intBitsToFloat(source.readInt());
        } else if (type == char.class) {
            return (char) source.readShort();
        } else if (type == short.class) {
            return source.readShort();
        }
        return (byte) source.readByte();
    }

    private static RecordShape readShape(ValueReader in) {
        Class<?> type = in.readClass();
        String header = in.source().readText();
        RecordShape shape = type.isRecord() ? RecordShape.of(type) : null;
        if (shape == null || !shape.header().equals(header)) {
            throw new PayloadException(
                    "The record " + type.getName() + " has the components (" + header
                            + ") where it was encoded, and in this"
                            + " JVM " + (shape == null ? "none that can be reached" : "(" + shape.header() + ")")
                            + ". The two JVMs have different versions of it: rebuild, and give both the same class path.",
                    TaskRun.NONE,
                    type.getName(),
                    "",
                    null);
        }
        return shape;
    }
}
