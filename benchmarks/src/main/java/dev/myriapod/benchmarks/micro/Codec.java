package dev.myriapod.benchmarks.micro;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Values as bytes and back, as each argument and each result is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codec {
    /** What is encoded. */
    @Param({"int", "string", "record", "map", "ints"})
    public String kind = "int";

    private final ValueCodec codec = ValueCodec.of(Codec.class.getClassLoader());
    private Object value = 1;
    private ByteString encoded = ByteString.EMPTY;

    /** A small record, as programs have millions of. */
    record Reading(int sensor, long at, double value) {}

    /** Makes the value and its bytes. */
    @Setup
    public void encodeOnce() {
        value = switch (kind) {
            case "int" -> 42;
            case "string" -> "the quick brown fox jumps over the lazy dog";
            case "record" -> new Reading(7, 1_000_000, 1.5);
            case "map" -> Map.of("one", List.of(1, 2, 3), "two", List.of(4, 5, 6));
            case "ints" -> new int[1_000];
            default -> throw new IllegalArgumentException("There is no kind \"" + kind + "\".");
        };
        encoded = codec.encode(value, "the value");
    }

    /** There. */
    @Benchmark
    public ByteString encode() {
        return codec.encode(value, "the value");
    }

    /** And back. */
    @Benchmark
    public @Nullable Object decode() {
        return codec.decode(encoded);
    }
}
