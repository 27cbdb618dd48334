package dev.myriapod.client.shared.dict;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.payload.shape.RecordShape;
import dev.myriapod.proto.v1.DictKey;
import dev.myriapod.shared.Shared;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/*
 * The coordinator cannot decode a key, so equal keys need equal bytes. For plain values the usual encoding is such. For lists
 * and records it is not: it keeps which kind of list it was, and which parts were one object. So their canonical bytes are
 * made here, of the bytes of their parts, and the usual encoding goes along for whoever wants the key back. What is plain
 * begins with the format's version, which is no letter.
 */
/** Keys as bytes and back. Thread-safe. */
final class KeyCodec {
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            MonthDay.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Period.class,
            Year.class,
            YearMonth.class,
            ZoneOffset.class,
            ZonedDateTime.class);

    /** Longer keys are a burden to each message that mentions them; few need them. */
    private static final int MOST_BYTES = 64 << 10;

    /** Deeper ones contain themselves, or will soon. */
    private static final int MOST_DEPTH = 100;

    private final ValueCodec codec;

    KeyCodec(ValueCodec codec) {
        this.codec = codec;
    }

    DictKey encode(@Nullable Object key) {
        Objects.requireNonNull(key, "null is no key of a SharedDict");
        ByteString canonical;
        ByteString original = ByteString.EMPTY;
        if (isPlain(key)) {
            canonical = plain(key);
        } else {
            ByteString.Output bytes = ByteString.newOutput();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                write(key, out, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            canonical = bytes.toByteString();
            original = codec.encode(key, "the key");
        }
        if (Math.max(canonical.size(), original.size()) > MOST_BYTES) {
            throw new IllegalArgumentException("A key of " + Math.max(canonical.size(), original.size())
                    + " encoded bytes is too long: a key of a SharedDict has at most " + MOST_BYTES
                    + ". Use a digest of it, and keep the whole in the value.");
        }
        return DictKey.newBuilder()
                .setCanonical(canonical)
                .setOriginal(original)
                .build();
    }

    Object decode(DictKey key) {
        return Objects.requireNonNull(
                codec.decode(key.getOriginal().isEmpty() ? key.getCanonical() : key.getOriginal()));
    }

    private static boolean isPlain(Object value) {
        return value instanceof Enum || PLAIN.contains(value.getClass());
    }

    /** Not-a-number has many bits, which are all equal. */
    private ByteString plain(Object value) {
        Object one = value;
        if (value instanceof Double number && number.isNaN()) {
            one = Double.NaN;
        } else if (value instanceof Float number && number.isNaN()) {
            one = Float.NaN;
        }
        return codec.encode(one, "the key");
    }

    private void write(@Nullable Object part, DataOutputStream out, int depth) throws IOException {
        if (part == null) {
            out.writeByte('N');
        } else if (isPlain(part)) {
            ByteString bytes = plain(part);
            out.writeByte('P');
            out.writeInt(bytes.size());
            bytes.writeTo(out);
        } else if (depth < MOST_DEPTH && part instanceof List<?> list && !(part instanceof Shared)) {
            Object[] elements = list.toArray();
            out.writeByte('L');
            writeAll(elements, out, depth);
        } else if (depth < MOST_DEPTH && part instanceof Record) {
            RecordShape shape = RecordShape.of(part.getClass());
            if (shape == null) {
                throw noKey(part);
            }
            out.writeByte('R');
            out.writeUTF(part.getClass().getName());
            writeAll(shape.components(part), out, depth);
        } else {
            throw noKey(part);
        }
    }

    private void writeAll(@Nullable Object[] parts, DataOutputStream out, int depth) throws IOException {
        out.writeInt(parts.length);
        for (Object part : parts) {
            write(part, out, depth + 1);
        }
    }

    private static ClassCastException noKey(Object part) {
        return new ClassCastException("A " + part.getClass().getName()
                + " cannot be a key of a SharedDict, nor a part of one. Keys must have the same bytes wherever they are equal:"
                + " use strings, boxed primitives, BigInteger, BigDecimal, UUID, enums, java.time, or records and lists of"
                + " those.");
    }
}
