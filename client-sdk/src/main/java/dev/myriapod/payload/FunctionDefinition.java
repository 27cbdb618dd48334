package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.shape.LambdaNames;
import org.jspecify.annotations.Nullable;

/**
 * What and where a function is, without the values that it captured: sent once, then called by a number. Equal for equal
 * functions, also for two evaluations of one lambda. Immutable; {@link #hashCode} costs nothing.
 */
public final class FunctionDefinition {
    private static final int VERSION = 1;
    private static final int LAMBDA = 0;
    private static final int OBJECT = 1;

    private final ByteString bytes;
    private final int hash;
    private final String readable;
    private final @Nullable LambdaNames lambda;

    private FunctionDefinition(ByteString bytes, String readable, @Nullable LambdaNames lambda) {
        this.bytes = bytes;
        this.hash = bytes.hashCode();
        this.readable = readable;
        this.lambda = lambda;
    }

    /** A lambda or method reference. */
    static FunctionDefinition ofLambda(LambdaNames names) {
        ByteSink out = begin(LAMBDA);
        names.write(out);
        return new FunctionDefinition(out.toByteString(), names.readable(), names);
    }

    /** An object of a named class; it travels in front of the arguments. */
    static FunctionDefinition ofObject(Class<?> type) {
        ByteSink out = begin(OBJECT);
        out.writeText(type.getName());
        return new FunctionDefinition(out.toByteString(), type.getName(), null);
    }

    /** Undoes {@link #bytes}. */
    static FunctionDefinition parse(ByteString bytes) {
        ByteSource in = new ByteSource(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new MalformedException("a function's definition has version " + version
                    + ", and this version of Myriapod" + " reads " + VERSION);
        }
        if (in.readByte() == OBJECT) {
            return new FunctionDefinition(bytes, in.readText(), null);
        }
        LambdaNames names = LambdaNames.read(in);
        return new FunctionDefinition(bytes, names.readable(), names);
    }

    /** What {@link #toString} of the definition with these {@link #bytes} would say. */
    public static String nameOf(ByteString bytes) {
        return parse(bytes).toString();
    }

    private static ByteSink begin(int kind) {
        ByteSink out = new ByteSink(512, ValueCodec.MAX_SIZE);
        out.write(VERSION);
        out.write(kind);
        return out;
    }

    /** What the other side's {@link FunctionResolver} reads. */
    public ByteString bytes() {
        return bytes;
    }

    /** The names of a lambda or method reference; null for an object. */
    @Nullable
    LambdaNames lambda() {
        return lambda;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof FunctionDefinition that && hash == that.hash && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** For people, such as {@code com.acme.Squares.square}. */
    @Override
    public String toString() {
        return readable;
    }
}
