package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map family gives what a loop would give. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class PoolMapTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(2);
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();
    private static final List<Integer> SQUARES =
            NUMBERS.stream().map(PoolMapTest::square).toList();

    static int square(int number) {
        return number * number;
    }

    static String join(String a, int b) {
        return a + b;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 1000})
    void allFormsGiveWhatALoopGives(int chunkSize) throws Exception {
        ProcessPool chunked =
                pool.with(TaskOptions.builder().chunkSize(chunkSize).build());
        assertThat(chunked.map(PoolMapTest::square, NUMBERS)).isEqualTo(SQUARES);
        assertThat(chunked.mapAsync(PoolMapTest::square, NUMBERS).get()).isEqualTo(SQUARES);
        try (Stream<Integer> results = chunked.imap(PoolMapTest::square, NUMBERS)) {
            assertThat(results).containsExactlyElementsOf(SQUARES);
        }
        try (Stream<Integer> results = chunked.imapUnordered(PoolMapTest::square, NUMBERS)) {
            assertThat(results).containsExactlyInAnyOrderElementsOf(SQUARES);
        }
        List<Map.Entry<String, Integer>> pairs =
                NUMBERS.stream().map(n -> Map.entry("n", n)).toList();
        List<String> joined = NUMBERS.stream().map(n -> "n" + n).toList();
        assertThat(chunked.starmap(PoolMapTest::join, pairs)).isEqualTo(joined);
        assertThat(chunked.starmapAsync(PoolMapTest::join, pairs).get()).isEqualTo(joined);
    }

    @Test
    void noInputGivesNoOutput() throws Exception {
        assertThat(pool.map(PoolMapTest::square, List.of())).isEmpty();
        assertThat(pool.mapAsync(PoolMapTest::square, List.of()).get()).isEmpty();
        assertThat(pool.imap(PoolMapTest::square, List.of())).isEmpty();
        assertThat(pool.imapUnordered(PoolMapTest::square, List.of())).isEmpty();
        assertThat(pool.starmap(PoolMapTest::join, List.of())).isEmpty();
        assertThat(pool.starmapAsync(PoolMapTest::join, List.of()).get()).isEmpty();
    }

    /** A number, and now and then nothing or a text. */
    static Object mixed(Integer number) {
        return number % 1000 == 999 ? String.valueOf(number) : number % 1000 == 998 ? null : number;
    }

    static List<Object> asItIs(List<Object> list) {
        return list;
    }

    static long product(Integer a, Long b) {
        return a * b;
    }

    @Test
    void aListOfNumbersIsOneLikeAnyOther() throws Exception {
        List<Integer> items = IntStream.range(0, 100_000).boxed().toList();
        List<Object> numbers = pool.map(number -> number, items);
        assertThat(numbers).isEqualTo(items);
        assertThat(pool.map(PoolMapTest::mixed, items).toArray())
                .isEqualTo(items.stream().map(PoolMapTest::mixed).toArray());
        assertThat(pool.starmap(
                        PoolMapTest::product,
                        items.stream().map(n -> Map.entry(n, (long) n)).toList()))
                .isEqualTo(items.stream().map(n -> (long) n * n).toList());
        assertThat(pool.apply(PoolMapTest::asItIs, numbers)).isEqualTo(numbers);
        numbers.add("more");
        numbers.set(0, null);
        assertThat(pool.apply(PoolMapTest::asItIs, numbers)).hasSize(100_001).isEqualTo(numbers);
    }

    static String echo(String text) {
        return text;
    }

    @Test
    void nullsAreItemsAndResults() throws Exception {
        List<String> items = new ArrayList<>(List.of("a", "b"));
        items.add(1, null);
        assertThat(pool.map(PoolMapTest::echo, items)).isEqualTo(items);
        assertThat(pool.imap(PoolMapTest::echo, items).iterator()).toIterable().containsExactly("a", null, "b");
    }

    static final class Holder implements Serializable {
        final Object secret = new Object();
    }

    static boolean holds(Holder holder) {
        return holder.secret != null;
    }

    @Test
    void whatCannotTravelFailsAtTheCallNamingClassAndField() throws InterruptedException {
        assertThatThrownBy(() -> pool.submit(PoolMapTest::holds, new Holder()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> pool.map(PoolMapTest::holds, List.of(new Holder())))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("secret");
        assertThatThrownBy(() ->
                        pool.imap(PoolMapTest::holds, List.of(new Holder())).toList())
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("secret");
        Object captured = new Object();
        assertThatThrownBy(() -> pool.submit(() -> captured.hashCode())).isInstanceOf(PayloadException.class);
        assertThat(pool.apply(PoolMapTest::square, 3)).isEqualTo(9);
    }

    /** Numbers, then an exception. */
    private static Iterable<Integer> breaksAfter(int good) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next == good) {
                    throw new IllegalStateException("out of items");
                }
                return next++;
            }
        };
    }

    @Test
    void anIteratorThatThrowsEndsTheMapButNotThePool() throws InterruptedException {
        assertThatThrownBy(() -> pool.map(PoolMapTest::square, breaksAfter(10))).hasMessage("out of items");
        assertThatThrownBy(() ->
                        pool.mapAsync(PoolMapTest::square, breaksAfter(10)).get(30, TimeUnit.SECONDS))
                .hasStackTraceContaining("out of items");
        for (int good : new int[] {0, 1, 10}) {
            List<Integer> before = new ArrayList<>();
            assertThatThrownBy(() -> {
                        Iterator<Integer> results = pool.imap(PoolMapTest::square, breaksAfter(good))
                                .iterator();
                        while (results.hasNext()) {
                            before.add(results.next());
                        }
                    })
                    .hasMessageContaining("out of items");
            assertThat(before).isEqualTo(SQUARES.subList(0, good));
            List<Integer> unordered = new ArrayList<>();
            assertThatThrownBy(() -> pool.imapUnordered(PoolMapTest::square, breaksAfter(good))
                            .forEach(unordered::add))
                    .hasMessageContaining("out of items");
            assertThat(unordered).containsExactlyInAnyOrderElementsOf(SQUARES.subList(0, good));
        }
        assertThat(pool.map(PoolMapTest::square, NUMBERS)).isEqualTo(SQUARES);
    }

    static int oddOnesFail(int number) {
        if (number % 2 == 1) {
            throw new IllegalArgumentException("odd: " + number);
        }
        return number;
    }

    @Test
    void aFailedItemIsThrownInItsPlaceAndTheRestCanStillBeRead() {
        List<Object> seen = new ArrayList<>();
        Iterator<Integer> results =
                pool.imap(PoolMapTest::oddOnesFail, List.of(0, 1, 2, 3)).iterator();
        boolean more = true;
        while (more) {
            try {
                // A stream's iterator computes ahead: it is hasNext() that throws.
                more = results.hasNext();
                if (more) {
                    seen.add(results.next());
                }
            } catch (CompletionException e) {
                seen.add(e.getCause().getMessage());
            }
        }
        assertThat(seen).containsExactly(0, "odd: 1", 2, "odd: 3");
    }

    @Test
    void mapThrowsTheFirstFailureInTheOrderOfTheItems() {
        assertThatThrownBy(() -> pool.map(PoolMapTest::oddOnesFail, NUMBERS))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd: 1");
    }

    @Test
    void endlessInputIsReadInAWindow() {
        AtomicInteger read = new AtomicInteger();
        Iterable<Integer> endless = () -> Stream.generate(read::getAndIncrement).iterator();
        try (Stream<Integer> results = pool.imap(PoolMapTest::square, endless)) {
            assertThat(results.limit(50)).isEqualTo(SQUARES.subList(0, 50));
        }
        assertThat(read.get()).as("a few tasks per worker").isBetween(50, 1050);
        read.set(0);
        try (Stream<Integer> results = pool.imapUnordered(PoolMapTest::square, endless)) {
            assertThat(results.limit(50)).hasSize(50).doesNotHaveDuplicates();
        }
        assertThat(read.get()).isBetween(50, 1050);
    }

    static long passUnlessZero(int port) {
        return port == 0 ? 0 : Gate.pass(port);
    }

    @Test
    void closingTheStreamCancelsWhatHasNotEnded() throws Exception {
        try (Gate gate = new Gate()) {
            Stream<Long> results = pool.imap(PoolMapTest::passUnlessZero, List.of(0, gate.port()));
            Iterator<Long> iterator = results.iterator();
            assertThat(iterator.next()).isZero();
            // Only who asks for the second can be sure that it is submitted: it need not have been, if the first was
            // quick.
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread reader = new Thread(() -> end.set(catchThrowable(iterator::next)), "reader");
            reader.start();
            long stuck = gate.awaitArrival();
            results.close();
            // It ignores the interrupt, so only its end shows that it was cancelled.
            Deaths.await(stuck);
            reader.join();
            assertThat(end.get()).isNotNull();
        }
        assertThat(pool.apply(PoolMapTest::square, 4)).isEqualTo(16);
    }
}
