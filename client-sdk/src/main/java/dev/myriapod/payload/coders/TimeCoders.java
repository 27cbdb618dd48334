package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.plain;

import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueWriter;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types of {@code java.time}. */
final class TimeCoders {
    static final Map<Class<?>, Integer> TAGS = Map.ofEntries(
            Map.entry(Instant.class, Tag.INSTANT),
            Map.entry(Duration.class, Tag.DURATION),
            Map.entry(LocalDate.class, Tag.LOCAL_DATE),
            Map.entry(LocalTime.class, Tag.LOCAL_TIME),
            Map.entry(LocalDateTime.class, Tag.LOCAL_DATE_TIME),
            Map.entry(ZoneOffset.class, Tag.ZONE_OFFSET),
            Map.entry(OffsetTime.class, Tag.OFFSET_TIME),
            Map.entry(OffsetDateTime.class, Tag.OFFSET_DATE_TIME),
            Map.entry(ZonedDateTime.class, Tag.ZONED_DATE_TIME),
            Map.entry(Period.class, Tag.PERIOD),
            Map.entry(Year.class, Tag.YEAR),
            Map.entry(YearMonth.class, Tag.YEAR_MONTH),
            Map.entry(MonthDay.class, Tag.MONTH_DAY));

    private TimeCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.INSTANT -> TimeCoders.<Instant>time(Tag.INSTANT, TimeCoders::instant, TimeCoders::instant);
            case Tag.DURATION -> TimeCoders.<Duration>time(Tag.DURATION, TimeCoders::duration, TimeCoders::duration);
            case Tag.LOCAL_DATE -> TimeCoders.<LocalDate>time(Tag.LOCAL_DATE, TimeCoders::date, TimeCoders::date);
            case Tag.LOCAL_TIME -> TimeCoders.<LocalTime>time(Tag.LOCAL_TIME, TimeCoders::time, TimeCoders::time);
            case Tag.LOCAL_DATE_TIME ->
                TimeCoders.<LocalDateTime>time(Tag.LOCAL_DATE_TIME, TimeCoders::dateTime, TimeCoders::dateTime);
            case Tag.ZONE_OFFSET ->
                TimeCoders.<ZoneOffset>time(Tag.ZONE_OFFSET, TimeCoders::offset, TimeCoders::offset);
            // Regions have a class of their own that is not public; it is found by what it extends.
            case Tag.ZONE_REGION -> TimeCoders.<ZoneId>time(Tag.ZONE_REGION, TimeCoders::zone, TimeCoders::zone);
            case Tag.OFFSET_TIME ->
                TimeCoders.<OffsetTime>time(
                        Tag.OFFSET_TIME, TimeCoders::offsetTime, in -> OffsetTime.of(time(in), offset(in)));
            case Tag.OFFSET_DATE_TIME ->
                TimeCoders.<OffsetDateTime>time(
                        Tag.OFFSET_DATE_TIME,
                        TimeCoders::offsetDateTime,
                        in -> OffsetDateTime.of(dateTime(in), offset(in)));
            case Tag.ZONED_DATE_TIME ->
                TimeCoders.<ZonedDateTime>time(Tag.ZONED_DATE_TIME, TimeCoders::zoned, TimeCoders::zoned);
            case Tag.PERIOD -> TimeCoders.<Period>time(Tag.PERIOD, TimeCoders::period, TimeCoders::period);
            case Tag.YEAR ->
                TimeCoders.<Year>time(
                        Tag.YEAR,
                        (v, out) -> out.writeSignedVarInt(v.getValue()),
                        in -> Year.of(in.readSignedVarInt()));
            case Tag.YEAR_MONTH ->
                TimeCoders.<YearMonth>time(
                        Tag.YEAR_MONTH,
                        TimeCoders::yearMonth,
                        in -> YearMonth.of(in.readSignedVarInt(), in.readByte()));
            case Tag.MONTH_DAY ->
                TimeCoders.<MonthDay>time(
                        Tag.MONTH_DAY, TimeCoders::monthDay, in -> MonthDay.of(in.readByte(), in.readByte()));
            default -> null;
        };
    }

    private static <T> Coder<T> time(int tag, BiConsumer<T, ByteSink> writing, Function<ByteSource, T> reading) {
        return plain(
                tag, (T value, ValueWriter out) -> writing.accept(value, out.sink()), in -> reading.apply(in.source()));
    }

    private static void instant(Instant value, ByteSink out) {
        out.writeSignedVarLong(value.getEpochSecond());
        out.writeVarInt(value.getNano());
    }

    private static Instant instant(ByteSource in) {
        return Instant.ofEpochSecond(in.readSignedVarLong(), in.readVarInt());
    }

    private static void duration(Duration value, ByteSink out) {
        out.writeSignedVarLong(value.getSeconds());
        out.writeVarInt(value.getNano());
    }

    private static Duration duration(ByteSource in) {
        return Duration.ofSeconds(in.readSignedVarLong(), in.readVarInt());
    }

    private static void date(LocalDate value, ByteSink out) {
        out.writeSignedVarLong(value.toEpochDay());
    }

    private static LocalDate date(ByteSource in) {
        return LocalDate.ofEpochDay(in.readSignedVarLong());
    }

    private static void time(LocalTime value, ByteSink out) {
        out.writeVarLong(value.toNanoOfDay());
    }

    private static LocalTime time(ByteSource in) {
        return LocalTime.ofNanoOfDay(in.readVarLong());
    }

    private static void dateTime(LocalDateTime value, ByteSink out) {
        date(value.toLocalDate(), out);
        time(value.toLocalTime(), out);
    }

    private static LocalDateTime dateTime(ByteSource in) {
        return LocalDateTime.of(date(in), time(in));
    }

    private static void offset(ZoneOffset value, ByteSink out) {
        out.writeSignedVarInt(value.getTotalSeconds());
    }

    private static ZoneOffset offset(ByteSource in) {
        return ZoneOffset.ofTotalSeconds(in.readSignedVarInt());
    }

    private static void zone(ZoneId value, ByteSink out) {
        out.writeText(value.getId());
    }

    private static ZoneId zone(ByteSource in) {
        return ZoneId.of(in.readText());
    }

    private static void offsetTime(OffsetTime value, ByteSink out) {
        time(value.toLocalTime(), out);
        offset(value.getOffset(), out);
    }

    private static void offsetDateTime(OffsetDateTime value, ByteSink out) {
        dateTime(value.toLocalDateTime(), out);
        offset(value.getOffset(), out);
    }

    private static void zoned(ZonedDateTime value, ByteSink out) {
        dateTime(value.toLocalDateTime(), out);
        offset(value.getOffset(), out);
        // A zone may be an offset itself, which has no region's name.
        boolean region = !(value.getZone() instanceof ZoneOffset);
        out.write(region ? 1 : 0);
        if (region) {
            zone(value.getZone(), out);
        }
    }

    private static ZonedDateTime zoned(ByteSource in) {
        LocalDateTime local = dateTime(in);
        ZoneOffset offset = offset(in);
        return ZonedDateTime.ofInstant(local, offset, in.readByte() == 1 ? zone(in) : offset);
    }

    private static void period(Period value, ByteSink out) {
        out.writeSignedVarInt(value.getYears());
        out.writeSignedVarInt(value.getMonths());
        out.writeSignedVarInt(value.getDays());
    }

    private static Period period(ByteSource in) {
        return Period.of(in.readSignedVarInt(), in.readSignedVarInt(), in.readSignedVarInt());
    }

    private static void yearMonth(YearMonth value, ByteSink out) {
        out.writeSignedVarInt(value.getYear());
        out.write(value.getMonthValue());
    }

    private static void monthDay(MonthDay value, ByteSink out) {
        out.write(value.getMonthValue());
        out.write(value.getDayOfMonth());
    }
}
