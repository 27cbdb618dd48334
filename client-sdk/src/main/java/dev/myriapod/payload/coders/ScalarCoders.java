package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.plain;

import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Single values. */
final class ScalarCoders {
    static final Map<Class<?>, Integer> TAGS = Map.ofEntries(
            Map.entry(Byte.class, Tag.BYTE),
            Map.entry(Short.class, Tag.SHORT),
            Map.entry(Character.class, Tag.CHAR),
            Map.entry(Integer.class, Tag.INT),
            Map.entry(Long.class, Tag.LONG),
            Map.entry(Float.class, Tag.FLOAT),
            Map.entry(Double.class, Tag.DOUBLE),
            Map.entry(String.class, Tag.STRING),
            Map.entry(BigInteger.class, Tag.BIG_INTEGER),
            Map.entry(BigDecimal.class, Tag.BIG_DECIMAL),
            Map.entry(UUID.class, Tag.UUID),
            Map.entry(OptionalInt.class, Tag.OPTIONAL_INT),
            Map.entry(OptionalLong.class, Tag.OPTIONAL_LONG),
            Map.entry(OptionalDouble.class, Tag.OPTIONAL_DOUBLE));

    private ScalarCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.BYTE ->
                plain(Tag.BYTE, (Byte v, ValueWriter out) -> out.sink().write(v), in ->
                        (byte) in.source().readByte());
            case Tag.SHORT ->
                plain(
                        Tag.SHORT,
                        (Short v, ValueWriter out) -> out.sink().writeShort(v),
                        in -> in.source().readShort());
            case Tag.CHAR ->
                plain(Tag.CHAR, (Character v, ValueWriter out) -> out.sink().writeShort(v), in ->
                        (char) in.source().readShort());
            case Tag.INT ->
                plain(
                        Tag.INT,
                        (Integer v, ValueWriter out) -> out.sink().writeSignedVarInt(v),
                        in -> in.source().readSignedVarInt());
            case Tag.LONG ->
                plain(
                        Tag.LONG,
                        (Long v, ValueWriter out) -> out.sink().writeSignedVarLong(v),
                        in -> in.source().readSignedVarLong());
            case Tag.FLOAT ->
                plain(
                        Tag.FLOAT,
                        (Float v, ValueWriter out) -> out.sink().writeInt(Float.floatToRawIntBits(v)),
                        in -> Float.intBitsToFloat(in.source().readInt()));
            case Tag.DOUBLE ->
                plain(
                        Tag.DOUBLE,
                        (Double v, ValueWriter out) -> out.sink().writeLong(Double.doubleToRawLongBits(v)),
                        in -> Double.longBitsToDouble(in.source().readLong()));
            case Tag.STRING ->
                plain(
                        Tag.STRING,
                        (String v, ValueWriter out) -> out.sink().writeText(v),
                        in -> in.source().readText());
            case Tag.BIG_INTEGER -> plain(Tag.BIG_INTEGER, ScalarCoders::write, ScalarCoders::readBigInteger);
            case Tag.BIG_DECIMAL ->
                plain(
                        Tag.BIG_DECIMAL,
                        (BigDecimal v, ValueWriter out) -> {
                            out.sink().writeSignedVarInt(v.scale());
                            write(v.unscaledValue(), out);
                        },
                        in -> {
                            int scale = in.source().readSignedVarInt();
                            return new BigDecimal(readBigInteger(in), scale);
                        });
            case Tag.UUID ->
                plain(
                        Tag.UUID,
                        (UUID v, ValueWriter out) -> {
                            out.sink().writeLong(v.getMostSignificantBits());
                            out.sink().writeLong(v.getLeastSignificantBits());
                        },
                        in -> new UUID(in.source().readLong(), in.source().readLong()));
            case Tag.OPTIONAL_INT ->
                plain(
                        Tag.OPTIONAL_INT,
                        (OptionalInt v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsInt() : null),
                        in -> in.read() instanceof Integer i ? OptionalInt.of(i) : OptionalInt.empty());
            case Tag.OPTIONAL_LONG ->
                plain(
                        Tag.OPTIONAL_LONG,
                        (OptionalLong v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsLong() : null),
                        in -> in.read() instanceof Long l ? OptionalLong.of(l) : OptionalLong.empty());
            case Tag.OPTIONAL_DOUBLE ->
                plain(
                        Tag.OPTIONAL_DOUBLE,
                        (OptionalDouble v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsDouble() : null),
                        in -> in.read() instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty());
            default -> null;
        };
    }

    private static void write(BigInteger value, ValueWriter out) {
        byte[] bytes = value.toByteArray();
        out.sink().writeVarInt(bytes.length);
        out.sink().write(bytes, 0, bytes.length);
    }

    private static BigInteger readBigInteger(ValueReader in) {
        return new BigInteger(in.source().readBytes(in.source().readCount()));
    }
}
