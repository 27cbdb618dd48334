package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Shapes;
import com.acme.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random structures, by seed. */
class RandomValuesTest {
    private static final ValueCodec CODEC = ValueCodec.of(RandomValuesTest.class.getClassLoader());

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesBack(long seed) {
        Object value = new Maker(new Random(seed)).value(6);
        Object back = CODEC.decode(CODEC.encode(value, "it"));
        assertThat(back).as("seed %s", seed).isEqualTo(value);
        if (value != null) {
            assertThat(back).hasSameClassAs(value);
        }
        // The classes further in as well.
        assertThat(String.valueOf(classes(back))).isEqualTo(String.valueOf(classes(value)));
    }

    private static Object classes(Object value) {
        if (value instanceof List<?> list) {
            return List.of(
                    value.getClass(),
                    list.stream().map(RandomValuesTest::classes).toList());
        }
        if (value instanceof Shapes.Pair<?, ?> pair) {
            return List.of(value.getClass(), classes(pair.left()), classes(pair.right()));
        }
        if (value instanceof Map<?, ?> map) {
            return List.of(value.getClass(), map.size());
        }
        return value == null ? "null" : value.getClass();
    }

    private record Maker(Random random) {
        Object value(int depth) {
            return depth == 0 || random.nextInt(4) == 0 ? leaf() : container(depth - 1);
        }

        private Object leaf() {
            return switch (random.nextInt(13)) {
                case 0 -> null;
                case 1 -> random.nextInt();
                case 2 -> random.nextLong();
                case 3 -> random.nextDouble();
                case 4 -> random.nextBoolean();
                case 5 -> text();
                case 6 -> new UUID(random.nextLong(), random.nextLong());
                case 7 -> random.nextBoolean() ? Shapes.Color.RED : Shapes.Color.GREEN;
                case 8 -> new Shapes.Point(random.nextInt(), random.nextInt());
                case 9 -> new Shapes.SerializablePoint(random.nextInt(), random.nextInt());
                case 10 -> new Temperature(random.nextInt(100));
                case 11 -> new Shapes.Node(text());
                default -> (short) random.nextInt();
            };
        }

        private String text() {
            char[] chars = new char[random.nextInt(20)];
            int range = random.nextBoolean() ? 0x100 : 0x10000;
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) random.nextInt(range);
            }
            return new String(chars);
        }

        private Object container(int depth) {
            List<Object> elements = new ArrayList<>();
            int size = random.nextInt(6);
            for (int i = 0; i < size; i++) {
                // Now and then the same object again.
                boolean again = !elements.isEmpty() && random.nextInt(5) == 0;
                elements.add(again ? elements.get(random.nextInt(elements.size())) : value(depth));
            }
            List<Object> nonNull =
                    elements.stream().filter(each -> each != null).toList();
            Set<Object> distinct = new HashSet<>(nonNull);
            return switch (random.nextInt(11)) {
                case 0 -> List.copyOf(nonNull);
                case 1 -> Set.copyOf(distinct);
                case 2 -> map(new HashMap<>(), elements);
                case 3 -> map(new LinkedHashMap<>(), elements);
                case 4 -> map(new TreeMap<>(), elements);
                case 5 -> new Shapes.Pair<>(value(depth), value(depth));
                case 6 -> Optional.ofNullable(value(depth));
                case 7 -> node(value(depth));
                case 8 -> Arrays.asList(elements.toArray());
                case 9 -> Stream.of(elements.toArray()).toList();
                default -> elements;
            };
        }

        private Map<Object, Object> map(Map<Object, Object> map, List<Object> values) {
            values.forEach(value -> map.put(text(), value));
            return map;
        }

        private Shapes.Node node(Object extra) {
            Shapes.Node node = new Shapes.Node(text());
            node.extra = extra;
            return node;
        }
    }
}
