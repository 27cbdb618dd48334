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
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The types of {@code java.time}. */
final class TimeCoders {
    static final Map<Class<?>, Coder<?>> ALL = all();

    private TimeCoders() {}

    private static Map<Class<?>, Coder<?>> all() {
        Map<Class<?>, Coder<?>> all = new HashMap<>();
        put(all, Tag.INSTANT, Instant.class, TimeCoders::instant, TimeCoders::instant);
        put(all, Tag.DURATION, Duration.class, TimeCoders::duration, TimeCoders::duration);
        put(all, Tag.LOCAL_DATE, LocalDate.class, TimeCoders::date, TimeCoders::date);
        put(all, Tag.LOCAL_TIME, LocalTime.class, TimeCoders::time, TimeCoders::time);
        put(all, Tag.LOCAL_DATE_TIME, LocalDateTime.class, TimeCoders::dateTime, TimeCoders::dateTime);
        put(all, Tag.ZONE_OFFSET, ZoneOffset.class, TimeCoders::offset, TimeCoders::offset);
        // Regions have a class of their own that is not public.
        put(all, Tag.ZONE_REGION, ZoneId.of("Europe/Paris").getClass(), TimeCoders::zone, TimeCoders::zone);
        put(all, Tag.OFFSET_TIME, OffsetTime.class, TimeCoders::offsetTime, in -> OffsetTime.of(time(in), offset(in)));
        put(
                all,
                Tag.OFFSET_DATE_TIME,
                OffsetDateTime.class,
                TimeCoders::offsetDateTime,
                in -> OffsetDateTime.of(dateTime(in), offset(in)));
        put(all, Tag.ZONED_DATE_TIME, ZonedDateTime.class, TimeCoders::zoned, TimeCoders::zoned);
        put(all, Tag.PERIOD, Period.class, TimeCoders::period, TimeCoders::period);
        put(
                all,
                Tag.YEAR,
                Year.class,
                (v, out) -> out.writeSignedVarInt(v.getValue()),
                in -> Year.of(in.readSignedVarInt()));
        put(
                all,
                Tag.YEAR_MONTH,
                YearMonth.class,
                TimeCoders::yearMonth,
                in -> YearMonth.of(in.readSignedVarInt(), in.readByte()));
        put(all, Tag.MONTH_DAY, MonthDay.class, TimeCoders::monthDay, in -> MonthDay.of(in.readByte(), in.readByte()));
        return Map.copyOf(all);
    }

    private static <T> void put(
            Map<Class<?>, Coder<?>> all,
            int tag,
            Class<? extends T> type,
            BiConsumer<T, ByteSink> writing,
            Function<ByteSource, T> reading) {
        all.put(
                type,
                plain(
                        tag,
                        (T value, ValueWriter out) -> writing.accept(value, out.sink()),
                        in -> reading.apply(in.source())));
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
