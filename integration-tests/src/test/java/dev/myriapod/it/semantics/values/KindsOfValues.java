package dev.myriapod.it.semantics.values;

import com.google.protobuf.Timestamp;
import dev.myriapod.ProcessInfo;
import dev.myriapod.TaskState;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** At least one value of every kind that travels. */
final class KindsOfValues {
    private KindsOfValues() {}

    /** A record with every primitive. */
    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Tree(String name, List<Tree> children, Optional<Tree> other) {}

    record Pair<A, B>(A first, B second) {}

    enum Planet {
        EARTH,
        MARS {
            @Override
            public String toString() {
                return "the red one";
            }
        }
    }

    /** Goes through Java serialization. */
    static final class Point implements Serializable {
        final int x;
        final int y;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Point point && point.x == x && point.y == y;
        }

        @Override
        public int hashCode() {
            return 31 * x + y;
        }
    }

    static Stream<Object> all() {
        return Stream.of(simple(), arrays(), times(), collections(), own()).flatMap(values -> values);
    }

    private static Stream<Object> simple() {
        return Stream.of(
                true,
                (byte) -128,
                (short) 300,
                'ü',
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.NaN,
                -0.0,
                Double.POSITIVE_INFINITY,
                "",
                "plain",
                "Zürich \u0000 \uD83D\uDE00 \uD800 alone",
                "long".repeat(100_000),
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("1.10"),
                new UUID(1, 2),
                URI.create("https://example.org/a?b#c"),
                Locale.GERMANY,
                String.class,
                int[].class,
                Optional.of("x"),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(0.5));
    }

    private static Stream<Object> arrays() {
        return Stream.of(
                new boolean[] {true, false},
                new byte[] {1, -2},
                new byte[0],
                new short[] {1, 2},
                new char[] {'a', '\uD800'},
                new int[] {1, 2, 3},
                new long[] {Long.MIN_VALUE},
                new float[] {1.5f},
                new double[] {Double.NaN, -0.0},
                new String[] {"a", null},
                new Object[] {1, "a", new int[] {1}},
                new int[][] {{1}, {}, {2, 3}},
                new Planet[] {Planet.EARTH, Planet.MARS});
    }

    private static Stream<Object> times() {
        return Stream.of(
                Duration.ofNanos(-1),
                Instant.ofEpochSecond(1, 2),
                LocalDate.of(2024, 2, 29),
                LocalTime.of(23, 59, 59, 1),
                LocalDateTime.of(2024, 2, 29, 1, 2),
                ZonedDateTime.of(2024, 6, 1, 1, 2, 3, 4, ZoneId.of("Europe/Zurich")),
                OffsetDateTime.of(2024, 6, 1, 1, 2, 3, 4, ZoneOffset.ofHours(-3)),
                Period.of(1, 2, 3),
                Year.of(2024),
                YearMonth.of(2024, 2),
                ZoneId.of("UTC"),
                ZoneOffset.ofHours(5),
                DayOfWeek.FRIDAY,
                TimeUnit.DAYS);
    }

    @SuppressWarnings("JdkObsolete") // users have LinkedLists
    private static Stream<Object> collections() {
        Map<Object, Object> hash = new HashMap<>(Map.of("a", 1));
        hash.put(null, null);
        return Stream.of(
                List.of(),
                List.of(1),
                List.of(1, "a", 2.5),
                new ArrayList<>(Arrays.asList(1, null, "a")),
                new LinkedList<>(List.of(1, 2)),
                new CopyOnWriteArrayList<>(List.of(1, 2)),
                Arrays.asList("a", "b"),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.emptyMap(),
                Set.of("x", "y"),
                new HashSet<>(List.of(1, 2)),
                new LinkedHashSet<>(List.of(2, 1)),
                new TreeSet<>(List.of("b", "a")),
                EnumSet.of(Planet.EARTH),
                EnumSet.noneOf(TimeUnit.class),
                Map.of("k", List.of(Map.of(1, Set.of(2)))),
                Map.entry("k", 1),
                hash,
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of(2, "b", 1, "a")),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new EnumMap<>(Map.of(Planet.MARS, "red")),
                BitSet.valueOf(new long[] {5}));
    }

    private static Stream<Object> own() {
        Tree leaf = new Tree("leaf", List.of(), Optional.empty());
        return Stream.of(
                new Primitives(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5),
                new Tree("root", List.of(leaf, leaf), Optional.of(leaf)),
                new Pair<>(null, 0),
                Planet.EARTH,
                Planet.MARS,
                TaskState.RUNNING,
                new ProcessInfo("p", 1, true),
                new Point(3, 4),
                List.of(new Point(1, 2), new Pair<>("a", Planet.MARS)),
                Timestamp.newBuilder().setSeconds(5).setNanos(6).build(),
                List.of(Timestamp.getDefaultInstance()));
    }
}
