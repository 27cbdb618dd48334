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

/** Single values. */
final class ScalarCoders {
    static final Map<Class<?>, Coder<?>> ALL = Map.ofEntries(
            Map.entry(
                    Byte.class,
                    plain(Tag.BYTE, (Byte v, ValueWriter out) -> out.sink().write(v), in ->
                            (byte) in.source().readByte())),
            Map.entry(
                    Short.class,
                    plain(
                            Tag.SHORT,
                            (Short v, ValueWriter out) -> out.sink().writeShort(v),
                            in -> in.source().readShort())),
            Map.entry(
                    Character.class,
                    plain(Tag.CHAR, (Character v, ValueWriter out) -> out.sink().writeShort(v), in ->
                            (char) in.source().readShort())),
            Map.entry(
                    Integer.class,
                    plain(
                            Tag.INT,
                            (Integer v, ValueWriter out) -> out.sink().writeSignedVarInt(v),
                            in -> in.source().readSignedVarInt())),
            Map.entry(
                    Long.class,
                    plain(
                            Tag.LONG,
                            (Long v, ValueWriter out) -> out.sink().writeSignedVarLong(v),
                            in -> in.source().readSignedVarLong())),
            Map.entry(
                    Float.class,
                    plain(
                            Tag.FLOAT,
                            (Float v, ValueWriter out) -> out.sink().writeInt(Float.floatToRawIntBits(v)),
                            in -> Float.intBitsToFloat(in.source().readInt()))),
            Map.entry(
                    Double.class,
                    plain(
                            Tag.DOUBLE,
                            (Double v, ValueWriter out) -> out.sink().writeLong(Double.doubleToRawLongBits(v)),
                            in -> Double.longBitsToDouble(in.source().readLong()))),
            Map.entry(
                    String.class,
                    plain(
                            Tag.STRING,
                            (String v, ValueWriter out) -> out.sink().writeText(v),
                            in -> in.source().readText())),
            Map.entry(BigInteger.class, plain(Tag.BIG_INTEGER, ScalarCoders::write, ScalarCoders::readBigInteger)),
            Map.entry(
                    BigDecimal.class,
                    plain(
                            Tag.BIG_DECIMAL,
                            (BigDecimal v, ValueWriter out) -> {
                                out.sink().writeSignedVarInt(v.scale());
                                write(v.unscaledValue(), out);
                            },
                            in -> {
                                int scale = in.source().readSignedVarInt();
                                return new BigDecimal(readBigInteger(in), scale);
                            })),
            Map.entry(
                    UUID.class,
                    plain(
                            Tag.UUID,
                            (UUID v, ValueWriter out) -> {
                                out.sink().writeLong(v.getMostSignificantBits());
                                out.sink().writeLong(v.getLeastSignificantBits());
                            },
                            in -> new UUID(in.source().readLong(), in.source().readLong()))),
            Map.entry(
                    OptionalInt.class,
                    plain(
                            Tag.OPTIONAL_INT,
                            (OptionalInt v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsInt() : null),
                            in -> in.read() instanceof Integer i ? OptionalInt.of(i) : OptionalInt.empty())),
            Map.entry(
                    OptionalLong.class,
                    plain(
                            Tag.OPTIONAL_LONG,
                            (OptionalLong v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsLong() : null),
                            in -> in.read() instanceof Long l ? OptionalLong.of(l) : OptionalLong.empty())),
            Map.entry(
                    OptionalDouble.class,
                    plain(
                            Tag.OPTIONAL_DOUBLE,
                            (OptionalDouble v, ValueWriter out) -> out.write(v.isPresent() ? v.getAsDouble() : null),
                            in -> in.read() instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty())));

    private ScalarCoders() {}

    private static void write(BigInteger value, ValueWriter out) {
        byte[] bytes = value.toByteArray();
        out.sink().writeVarInt(bytes.length);
        out.sink().write(bytes, 0, bytes.length);
    }

    private static BigInteger readBigInteger(ValueReader in) {
        return new BigInteger(in.source().readBytes(in.source().readCount()));
    }
}
