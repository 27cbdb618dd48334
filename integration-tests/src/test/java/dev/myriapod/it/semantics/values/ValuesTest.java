package dev.myriapod.it.semantics.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.it.house.CleanHouseOfClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes back equals what went in, and has the same type. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class ValuesTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(1);
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    static Stream<Object> values() {
        return KindsOfValues.all();
    }

    static Object identity(Object value) {
        return value;
    }

    static String nameOfClass(Object value) {
        return value.getClass().getName();
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsItWent(Object value) throws InterruptedException {
        Object back = pool.apply(ValuesTest::identity, value);
        assertThat(back).isExactlyInstanceOf(value.getClass());
        // Deep for arrays, equals() otherwise.
        assertThat(Objects.deepEquals(back, value))
                .as("%s equals %s", back, value)
                .isTrue();
        assertThat(pool.apply(ValuesTest::nameOfClass, value))
                .as("its class in the worker")
                .isEqualTo(value.getClass().getName());
    }

    @Test
    void nullComesBackAsNull() throws InterruptedException {
        assertThat(pool.apply(ValuesTest::identity, (Object) null)).isNull();
    }

    @Test
    void allOfThemAtOnce() throws InterruptedException {
        List<Object> values = values().toList();
        assertThat(values).hasSizeGreaterThanOrEqualTo(60);
        Object[] back = ((List<?>) pool.apply(ValuesTest::identity, (Object) values)).toArray();
        assertThat(Objects.deepEquals(back, values.toArray())).isTrue();
    }

    static int compose(RemoteFunction<Integer, Integer> function, int argument) throws Exception {
        return function.apply(argument) + 1;
    }

    static RemoteFunction<Integer, Integer> adder(int summand) {
        return number -> number + summand;
    }

    @Test
    void functionsAreValues() throws Exception {
        assertThat(pool.apply(ValuesTest::compose, Math::abs, -41)).isEqualTo(42);
        assertThat(pool.apply(ValuesTest::compose, adder(10), 5)).isEqualTo(16);
        RemoteFunction<Integer, Integer> made = pool.apply(ValuesTest::adder, 100);
        assertThat(made.apply(1)).isEqualTo(101);
    }

    static Object sameTwice(List<Object> list) {
        return list.get(0) == list.get(1);
    }

    @Test
    void whatIsThereTwiceStaysOneObject() throws InterruptedException {
        Object shared = new ArrayList<>(List.of("shared"));
        assertThat(pool.apply(ValuesTest::sameTwice, List.of(shared, shared))).isEqualTo(true);
    }
}
