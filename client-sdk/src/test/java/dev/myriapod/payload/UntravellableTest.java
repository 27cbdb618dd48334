package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.Shapes;
import com.acme.Temperature;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot travel fails with its type, its path from the outside in, and what to do. */
class UntravellableTest {
    private static final ValueCodec CODEC = ValueCodec.of(UntravellableTest.class.getClassLoader());

    private static final String CONNECTION = Shapes.Connection.class.getName();

    static Stream<Arguments> places() {
        Shapes.Connection connection = new Shapes.Connection();
        Shapes.Node deep = new Shapes.Node("a");
        deep.peers.add(new Shapes.Node("b"));
        deep.peers.add(new Shapes.Node("c"));
        deep.peers.get(1).attributes.put("db", connection);
        return Stream.of(
                Arguments.of(connection, "it"),
                Arguments.of(List.of(1, connection), "it[1]"),
                Arguments.of(new Object[] {null, List.of(connection)}, "it[1][0]"),
                Arguments.of(Map.of("k", connection), "it[\"k\"]"),
                Arguments.of(Map.of(5, connection), "it[5]"),
                Arguments.of(Map.of(connection, 1), "it.key(Connection)"),
                Arguments.of(new Shapes.Pair<>(1, connection), "it.right"),
                Arguments.of(Optional.of(connection), "it.value"),
                Arguments.of(Map.entry("k", connection), "it.value"),
                Arguments.of(node(connection), "it.extra"),
                Arguments.of(node(new Shapes.Pair<>(connection, 1)), "it.extra.left"),
                Arguments.of(node(new AtomicReference<>(connection)), "it.extra.value"),
                Arguments.of(deep, "it.peers[1].attributes[\"db\"]"),
                Arguments.of(List.of(node(List.of(deep))), "it[0].extra[0].peers[1].attributes[\"db\"]"),
                Arguments.of(new BadException(connection), "it.connection"),
                Arguments.of(new IllegalStateException(new BadException(connection)), "it.cause.connection"),
                Arguments.of(capturing(connection), "it.captured(1)"),
                Arguments.of(Collections.unmodifiableList(Arrays.asList(connection)), "it[0]"));
    }

    private static Shapes.Node node(Object extra) {
        Shapes.Node node = new Shapes.Node("n");
        node.extra = extra;
        return node;
    }

    private static Object capturing(Shapes.Connection connection) {
        return (Runnable & Serializable) () -> assertThat(connection).isNotNull();
    }

    /** An exception as users write them. */
    static class BadException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Shapes.Connection connection;

        BadException(Shapes.Connection connection) {
            this.connection = connection;
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void failsWithTypeAndPath(Object value, String path) {
        PayloadException failure = failure(value);
        assertThat(failure.typeName()).isEqualTo(CONNECTION);
        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure)
                .hasMessageStartingWith(path + " cannot travel to another process: " + CONNECTION
                        + " is not Serializable. Let it implement java.io.Serializable or make it a record");
        assertThat(failure.run()).isEqualTo(TaskRun.NONE);
    }

    @Test
    void aFailureLeavesNothingBehind() {
        failure(List.of(1, new ArrayList<>(List.of(new Shapes.Connection()))));
        assertThat(CODEC.decode(CODEC.encode(List.of(1), "it"))).isEqualTo(List.of(1));
    }

    @Test
    void tuplesNameTheirElement() {
        PayloadException failure = catchThrowableOfType(
                PayloadException.class,
                () -> CODEC.encodeTuple(
                        new Object[] {1, node(new Shapes.Connection())}, index -> "argument " + (index + 1)));
        assertThat(failure.path()).isEqualTo("argument 2.extra");
    }

    static Stream<Arguments> remedies() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Function<Integer, Integer> lambda = x -> x + 1;
        return Stream.of(
                Arguments.of(list.subList(0, 2), "new ArrayList<>(it)"),
                Arguments.of(map.keySet(), "new ArrayList<>(it)"),
                Arguments.of(map.entrySet().iterator().next(), "Map.entry(key, value)"),
                Arguments.of(new Thread(() -> {}), "open it inside of the function"),
                Arguments.of(new ByteArrayInputStream(new byte[0]), "open it inside of the function"),
                Arguments.of(lambda, "(java.util.function.Function & java.io.Serializable)"),
                Arguments.of(lambda.getClass(), "Send a named class"),
                Arguments.of(new UntravellableTest().inner(), "Make the inner class static"));
    }

    private Object inner() {
        return new Serializable() {
            @Override
            public String toString() {
                return UntravellableTest.this.toString();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void saysWhatToDo(Object value, String remedy) {
        assertThat(failure(value)).hasMessageContaining(remedy);
    }

    /** Fails in user code. */
    static final class Explosive implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient Throwable thrown;

        Explosive(Throwable thrown) {
            this.thrown = thrown;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            thrown.fillInStackTrace();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) thrown;
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatUserCodeThrowsIsTheCause(Throwable thrown) {
        PayloadException failure = failure(List.of(1, node(new Explosive(thrown))));
        assertThat(failure).hasCause(thrown);
        assertThat(failure.typeName()).isEqualTo(Explosive.class.getName());
        assertThat(failure.path()).isEqualTo("it[1].extra");
        assertThat(failure).hasMessageContaining("Explosive.writeObject threw " + thrown);
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException("boom"),
                new IOException("boom"),
                new AssertionError("boom"),
                new LinkageError());
    }

    /** Encodes while it is encoded, and changes what is being encoded. */
    static final class Meddler implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient List<Object> around;

        Meddler(List<Object> around) {
            this.around = around;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(CODEC.encode(List.of("inner"), "inner").toByteArray());
            if (around != null) {
                around.add("another");
            }
        }

        private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
            Object inner = CODEC.decode(com.google.protobuf.ByteString.copyFrom((byte[]) in.readObject()));
            assertThat(inner).isEqualTo(List.of("inner"));
        }
    }

    @Test
    void userCodeMayEncodeWhileItIsEncoded() {
        List<?> back = (List<?>) CODEC.decode(CODEC.encode(List.of(1, new Meddler(null), 2), "it"));
        assertThat(back.get(1)).isInstanceOf(Meddler.class);
        assertThat(back.get(2)).isEqualTo(2);
    }

    @Test
    void aListThatChangesMeanwhileFails() {
        List<Object> list = new ArrayList<>();
        list.add(new Meddler(list));
        list.add("last");
        assertThat(failure(list)).hasMessageContaining("ConcurrentModificationException");
    }

    @Test
    void aCodecThatFailsIsNamed() {
        PayloadException failure = failure(List.of(new Temperature(-1)));
        assertThat(failure.typeName()).isEqualTo(Temperature.class.getName());
        assertThat(failure.path()).isEqualTo("it[0]");
        assertThat(failure)
                .hasMessageContaining("PayloadCodec \"temperature\" failed")
                .hasMessageContaining("below absolute zero");
        assertThat(failure(node(new Temperature(-1))).path()).isEqualTo("it.extra");
    }

    private static PayloadException failure(Object value) {
        PayloadException failure = catchThrowableOfType(PayloadException.class, () -> CODEC.encode(value, "it"));
        assertThat(failure).isNotNull();
        return failure;
    }
}
