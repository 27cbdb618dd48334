package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Shapes;
import com.acme.Temperature;
import com.acme.TemperatureCodec;
import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import dev.myriapod.proto.v1.Thrown;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
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
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes back equals what went in and has the same class, alone and inside of each kind of container. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // Users have them.
class RoundTripTest {
    private static final ValueCodec CODEC = ValueCodec.of(RoundTripTest.class.getClassLoader());

    static Stream<Object> scalars() {
        return Stream.of(
                true,
                false,
                (byte) -1,
                Short.MIN_VALUE,
                'x',
                '\uFFFF',
                0,
                -1,
                63,
                64,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                0L,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                1.5f,
                Float.NaN,
                -0.0,
                Double.NaN,
                Double.MIN_VALUE,
                "",
                "plain",
                "Grüße",
                "日本語 and 😀",
                "half a pair \uD800 of surrogates",
                "x".repeat(5_000),
                "ж".repeat(5_000),
                BigInteger.ZERO,
                BigInteger.TWO.pow(1000).negate(),
                new BigDecimal("1.10"),
                new BigDecimal("1E+500"),
                UUID.fromString("12345678-1234-5678-9abc-def012345678"),
                Shapes.Color.RED,
                Shapes.Color.GREEN,
                TimeUnit.SECONDS,
                DayOfWeek.FRIDAY,
                String.class,
                int.class,
                void.class,
                int[][].class,
                Shapes.Point[].class,
                Map.Entry.class,
                new Date(5),
                URI.create("http://acme.com/a?b"),
                Locale.GERMANY,
                StringValue.of("protobuf"),
                Thrown.newBuilder().setMessage("ours").build(),
                ByteString.copyFromUtf8("bytes"),
                new Temperature(273.15));
    }

    static Stream<Object> times() {
        return Stream.of(
                Instant.EPOCH,
                Instant.MAX,
                Instant.MIN,
                Instant.parse("2026-11-21T01:02:03.000000004Z"),
                Duration.ofNanos(-1),
                Duration.ofDays(400),
                LocalDate.MIN,
                LocalDate.MAX,
                LocalTime.MAX,
                LocalTime.MIDNIGHT,
                LocalDateTime.of(2026, 11, 21, 1, 2, 3, 4),
                ZoneOffset.UTC,
                ZoneOffset.ofHoursMinutes(-5, -30),
                ZoneId.of("Europe/Paris"),
                ZoneId.of("UTC"),
                ZoneId.of("UTC+2"),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(3)),
                OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.MAX),
                ZonedDateTime.of(2026, 11, 21, 1, 2, 3, 4, ZoneId.of("America/New_York")),
                // One local time, twice, when the clocks go back.
                ZonedDateTime.ofLocal(
                        LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(1)),
                ZonedDateTime.ofLocal(
                        LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Paris"), ZoneOffset.ofHours(2)),
                ZonedDateTime.of(2026, 11, 21, 1, 2, 3, 4, ZoneOffset.ofHours(2)),
                Period.of(1, -2, 3),
                Year.of(-5),
                YearMonth.of(2026, 11),
                MonthDay.of(2, 29));
    }

    static Stream<Arguments> arrays() {
        return Stream.<Object>of(
                        new boolean[] {true, false, true, true, false, false, true, true, true},
                        new boolean[0],
                        new byte[] {1, -2, 3},
                        new byte[0],
                        new byte[20_000],
                        new short[] {Short.MIN_VALUE, 0, 7},
                        new char[] {'a', '\uD800'},
                        new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE},
                        new long[] {Long.MIN_VALUE, 1},
                        new float[] {Float.NaN, 1},
                        new double[] {Double.NaN, -0.0},
                        longs(300_000),
                        new Object[] {1, "two", null, new Object[] {3.0}},
                        new String[] {"a", null},
                        new Integer[0],
                        new int[][] {{1}, {}, null},
                        new Shapes.Point[] {new Shapes.Point(1, 2), null},
                        new Comparable<?>[] {1, "x"},
                        new List<?>[] {List.of(1)},
                        new Shapes.Color[] {Shapes.Color.GREEN})
                // An array of objects would be taken for several parameters.
                .map(array -> Arguments.of(array));
    }

    private static long[] longs(int size) {
        long[] longs = new long[size];
        Arrays.setAll(longs, i -> i * 31L);
        return longs;
    }

    static Stream<Object> collections() {
        EnumMap<Shapes.Color, Integer> enumMap = new EnumMap<>(Map.of(Shapes.Color.GREEN, 1));
        return Stream.of(
                new ArrayList<>(Arrays.asList(1, "two", null)),
                new ArrayList<>(),
                new LinkedList<>(Arrays.asList(1, null)),
                new HashSet<>(Arrays.asList(1, null, "x")),
                new LinkedHashSet<>(List.of("z", "a", "m")),
                new TreeSet<>(List.of("z", "a", "m")),
                new TreeSet<>(Comparator.<String>reverseOrder()),
                descending("z", "a", "m"),
                new HashMap<>(Map.of("a", 1, "b", List.of())),
                hashMapWithNulls(),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new TreeMap<>(Comparator.<String>reverseOrder()),
                enumMap,
                new EnumMap<>(Shapes.Color.class),
                EnumSet.allOf(Shapes.Color.class),
                EnumSet.noneOf(TimeUnit.class),
                new AbstractMap.SimpleEntry<>("k", null),
                new AbstractMap.SimpleImmutableEntry<>(null, 1),
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(1, 2, 3),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                Map.entry("a", 1),
                Stream.of(1, null, 2).toList(),
                Stream.of().toList(),
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonList(null),
                Collections.singleton("x"),
                Collections.singletonMap("x", null),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSet(new HashSet<>(List.of(1))),
                Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Collections.nCopies(3, "x"),
                Arrays.asList(1, null),
                new Vector<>(List.of(1)),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new CopyOnWriteArrayList<>(List.of(1, 2)),
                BitSet.valueOf(new long[] {5}),
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.empty(),
                OptionalInt.of(5),
                OptionalLong.empty(),
                OptionalLong.of(5),
                OptionalDouble.empty(),
                OptionalDouble.of(5));
    }

    private static NavigableSet<String> descending(String... elements) {
        NavigableSet<String> set = new TreeSet<>(Comparator.reverseOrder());
        set.addAll(List.of(elements));
        return set;
    }

    private static Map<String, Integer> hashMapWithNulls() {
        Map<String, Integer> map = new HashMap<>();
        map.put(null, 1);
        map.put("x", null);
        return map;
    }

    static Stream<Object> records() {
        return Stream.of(
                new Shapes.Point(1, -2),
                new Shapes.SerializablePoint(3, 4),
                new Shapes.Empty(),
                new Shapes.Everything(
                        true, (byte) 1, (short) -2, 'c', 4, -5L, 6.5f, 7.5, "t", null, Shapes.Color.GREEN),
                new Shapes.Tree("root", List.of(new Shapes.Tree("leaf", List.of()))),
                new Shapes.Pair<>(new Shapes.Pair<>(1, null), Optional.of(new Shapes.Point(1, 1))),
                new Shapes.Pair<>(new int[0].getClass(), new Temperature(1)),
                Shapes.hidden("s"),
                new LocalRecord(Map.of(new Shapes.Point(1, 2), "at a point")),
                new Shapes.Node("serializable"),
                nodeWith(new Shapes.Point(1, 2)),
                nodeWith(new Shapes.Tree("in Java serialization", List.of(new Shapes.Tree("t", List.of())))),
                nodeWith(Optional.of(new Shapes.Point(1, 2))),
                nodeWith(OptionalInt.of(1)),
                nodeWith(OptionalLong.empty()),
                nodeWith(OptionalDouble.of(2)),
                nodeWith(Map.entry("k", new Shapes.Point(1, 2))),
                nodeWith(new Temperature(5)),
                nodeWith(new ArrayList<>(List.of(new Temperature(5), new Shapes.Empty()))),
                Collections.unmodifiableList(new ArrayList<>(List.of(new Shapes.Point(1, 2)))));
    }

    private record LocalRecord(Map<Shapes.Point, String> map) {}

    private static Shapes.Node nodeWith(Object extra) {
        Shapes.Node node = new Shapes.Node("n");
        node.extra = extra;
        return node;
    }

    @ParameterizedTest
    @MethodSource({"scalars", "times", "arrays", "collections", "records"})
    void alone(Object value) {
        assertSame(value, roundTrip(value));
    }

    @ParameterizedTest
    @MethodSource({"scalars", "times", "collections", "records"})
    void insideOfContainers(Object value) {
        assertSame(List.of(value), roundTrip(List.of(value)));
        assertSame(new Shapes.Pair<>(value, 1), roundTrip(new Shapes.Pair<>(value, 1)));
        assertSame(new Object[] {value, 1}, roundTrip(new Object[] {value, 1}));
        Map<Object, Object> map = new HashMap<>(Map.of("k", value));
        assertSame(map, roundTrip(map));
        assertSame(value, ((Shapes.Node) roundTrip(nodeWith(value))).extra);
    }

    @Test
    void nullComesBack() {
        assertThat(roundTrip(null)).isNull();
    }

    @Test
    void queuesKeepOrderAndClass() {
        ArrayDeque<?> deque = (ArrayDeque<?>) roundTrip(new ArrayDeque<>(List.of(3, 1, 2)));
        assertThat(deque.toArray()).containsExactly(3, 1, 2);
        PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(List.of(3, 1, 2));
        PriorityQueue<?> back = (PriorityQueue<?>) roundTrip(queue);
        assertThat(back.poll()).isEqualTo(3);
        assertThat(back.comparator()).isEqualTo(Comparator.reverseOrder());
    }

    @Test
    void objectsWithoutEqualityComeBackByTheirState() {
        assertThat(((AtomicLong) roundTrip(new AtomicLong(5))).get()).isEqualTo(5);
        assertThat((Pattern) roundTrip(Pattern.compile("a+"))).hasToString("a+");
    }

    @Test
    void listsFromStreamsStayTolerantOfNullAndListOfStaysHostile() {
        List<?> fromStream = (List<?>) roundTrip(Stream.of(1, 2, 3).toList());
        assertThat(fromStream.contains(null)).isFalse();
        List<?> of = (List<?>) roundTrip(List.of(1, 2, 3));
        org.assertj.core.api.Assertions.assertThatNullPointerException().isThrownBy(() -> of.contains(null));
    }

    @Test
    void immutableComesBackImmutable() {
        List<?> list = (List<?>) roundTrip(List.of(1));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> list.remove(0));
    }

    @Test
    void sortedCollectionsKeepTheirOrder() {
        assertThat(((TreeSet<?>) roundTrip(descending("a", "c", "b"))).first()).isEqualTo("c");
        assertThat(new ArrayList<>((LinkedHashSet<?>) roundTrip(new LinkedHashSet<>(List.of("z", "a")))))
                .isEqualTo(List.of("z", "a"));
    }

    @Test
    void manyThreadsMayUseOneCodec() {
        List<Object> values = Stream.of(scalars(), times(), collections(), records())
                .flatMap(each -> each)
                .toList();
        List<Object> back = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> roundTrip(values.get(i % values.size())))
                .toList();
        for (int i = 0; i < back.size(); i++) {
            assertSame(values.get(i % values.size()), back.get(i));
        }
    }

    @Test
    void smallValuesAreSmall() {
        assertThat(CODEC.encode(5, "it").size()).isEqualTo(3);
        assertThat(CODEC.encode("abc", "it").size()).isEqualTo(6);
    }

    @Test
    void aMillionSmallRecordsAreCompact() {
        List<Shapes.Point> points = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            points.add(new Shapes.Point(i % 64, i % 50));
        }
        ByteString bytes = CODEC.encode(points, "it");
        assertThat(bytes.size()).isLessThan(4_001_000);
        assertThat(CODEC.decode(bytes)).isEqualTo(points);
    }

    private static Object roundTrip(Object value) {
        return CODEC.decode(CODEC.encode(value, "it"));
    }

    private static void assertSame(Object expected, Object actual) {
        assertThat(actual).hasSameClassAs(expected);
        if (expected.getClass().isArray()) {
            assertThat(Array.getLength(actual)).isEqualTo(Array.getLength(expected));
            assertThat(Arrays.deepEquals(new Object[] {actual}, new Object[] {expected}))
                    .isTrue();
        } else {
            assertThat(actual.equals(expected))
                    .as("%s equals %s", actual, expected)
                    .isTrue();
        }
    }

    @Test
    void aCodecIsAskedOnceForEachClassAndNeverAboutWhatHasItsOwnEncoding() {
        ValueCodec codec = ValueCodec.of(RoundTripTest.class.getClassLoader());
        Shapes.Node node = new Shapes.Node("n");
        node.extra = new ArrayList<>(List.of(Optional.of(new Temperature(1)), new Temperature(2), "text"));
        TemperatureCodec.ASKED.clear();
        ByteString once = codec.encode(node, "it");
        ByteString twice = codec.encode(node, "it");
        assertThat(((Shapes.Node) codec.decode(once)).extra).isEqualTo(node.extra);
        assertThat(twice).isEqualTo(once);
        assertThat(TemperatureCodec.ASKED)
                .contains(Shapes.Node.class, Temperature.class)
                .doesNotHaveDuplicates()
                .doesNotContain(String.class, ArrayList.class, Optional.class, HashMap.class);
    }
}
