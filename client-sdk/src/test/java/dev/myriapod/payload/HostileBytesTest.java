package dev.myriapod.payload;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.DecodeMain;
import com.acme.Gadget;
import com.acme.Shapes;
import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are damaged, or made to do harm: they are refused with a typed failure, in little time and memory. */
@Timeout(value = 5, unit = MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileBytesTest {
    private static final ValueCodec CODEC = ValueCodec.of(HostileBytesTest.class.getClassLoader());

    private static Object rich() {
        Shapes.Node node = new Shapes.Node("n");
        node.extra = new Shapes.Pair<>(new HashSet<>(List.of(1, 2)), "x");
        return new ArrayList<>(List.of(
                1,
                "text",
                new Shapes.Point(1, 2),
                Map.of("k", new int[] {1, 2}),
                Shapes.Color.GREEN,
                node,
                List.of(node)));
    }

    @Test
    void everyTruncationIsRefused() {
        ByteString whole = CODEC.encode(rich(), "it");
        for (int length = 0; length < whole.size(); length++) {
            assertThat(failure(whole.substring(0, length))).isNotNull();
        }
    }

    @Test
    void everyFlippedBitIsDecodedOrRefused() {
        byte[] whole = CODEC.encode(rich(), "it").toByteArray();
        int refused = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += failure(ByteString.copyFrom(damaged)) == null ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(whole.length);
    }

    @Test
    void noiseIsDecodedOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[2 + random.nextInt(40)];
            random.nextBytes(noise);
            noise[0] = ValueWriter.VERSION;
            noise[1] = (byte) random.nextInt(Tag.COUNT);
            failure(ByteString.copyFrom(noise));
        }
    }

    @Test
    void anotherFormatVersionIsNamed() {
        assertThat(failure(ByteString.copyFrom(new byte[] {9, 0})))
                .hasMessageContaining("format version 9")
                .hasMessageContaining("reads 1");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Tag.BOOLEANS,
                Tag.BYTES,
                Tag.SHORTS,
                Tag.CHARS,
                Tag.INTS,
                Tag.LONGS,
                Tag.FLOATS,
                Tag.DOUBLES,
                Tag.OBJECTS,
                Tag.STRING,
                Tag.BIG_INTEGER,
                Tag.ARRAY_LIST,
                Tag.ARRAY_DEQUE,
                Tag.HASH_SET,
                Tag.HASH_MAP,
                Tag.LIST_OF,
                Tag.MAP_OF,
                Tag.AS_LIST,
                Tag.TUPLE
            })
    void anAnnouncedLengthTakesNoMemory(int tag) {
        ByteSink out = new ByteSink(64, 1000);
        out.write(ValueWriter.VERSION);
        out.write(tag);
        if (tag == Tag.OBJECTS) {
            out.writeVarInt(0);
            out.writeText("java.lang.String");
        }
        if (tag == Tag.LIST_OF) {
            out.write(0);
        }
        out.writeVarInt(Integer.MAX_VALUE - 8);
        out.writeVarInt(0);
        assertThat(failure(out.toByteString())).isNotNull();
    }

    static Stream<Arguments> hugeArrays() {
        return Stream.of(
                Arguments.of(new byte[5], "[B"),
                Arguments.of(new long[5], "[J"),
                Arguments.of(new Object[5], "Object"));
    }

    @ParameterizedTest
    @MethodSource("hugeArrays")
    void anArrayOfTwoBillionInJavaSerializationIsRefused(Object array, String type) throws IOException {
        byte[] stream = serialized(array);
        byte[] five = {0, 0, 0, 5};
        int at = IntStream.range(0, stream.length - 4)
                .filter(i -> Arrays.equals(stream, i, i + 4, five, 0, 4))
                .findFirst()
                .orElseThrow();
        stream[at] = 0x7F;
        PayloadException failure = failure(asPayload(stream));
        assertThat(failure).hasMessageContaining("filter status: REJECTED").hasMessageContaining("announces an array");
        assertThat(failure).hasCauseInstanceOf(InvalidClassException.class);
        assertThat(failure.typeName()).contains(type);
    }

    /** Each level holds the one below twice: hashing it takes 2^levels steps. */
    private static Set<Object> bomb(int levels) {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < levels; i++) {
            Set<Object> nextLeft = new HashSet<>();
            Set<Object> nextRight = new HashSet<>();
            nextLeft.add("different");
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }
        return root;
    }

    @Test
    void nestedSetsInJavaSerializationAreRefused() throws IOException {
        PayloadException failure = failure(asPayload(serialized(bomb(100))));
        assertThat(failure).hasMessageContaining("filter status: REJECTED").hasMessageContaining("hash sets");
    }

    @Test
    void nestedSetsInTheValueFormatAreRefused() {
        PayloadException failure = failure(CODEC.encode(bomb(100), "it"));
        assertThat(failure).hasMessageContaining("filter status: REJECTED").hasMessageContaining("nested");
    }

    @Test
    void nestedMapsAsPeopleMakeThemAreFine() {
        Map<String, Object> map = new HashMap<>(Map.of("leaf", 1));
        for (int i = 0; i < 20; i++) {
            map = new HashMap<>(Map.of("next", map, "set", new HashSet<>(List.of(i))));
        }
        Shapes.Node node = new Shapes.Node("n");
        node.extra = map;
        assertThat(CODEC.decode(CODEC.encode(map, "it"))).isEqualTo(map);
        assertThat(((Shapes.Node) CODEC.decode(CODEC.encode(node, "it"))).extra).isEqualTo(map);
    }

    @Test
    void deepNestingIsRefused() {
        ByteSink out = new ByteSink(64, 1_000_000);
        out.write(ValueWriter.VERSION);
        for (int i = 0; i < 100_000; i++) {
            out.write(Tag.SINGLETON_LIST);
        }
        assertThat(failure(out.toByteString())).hasMessageContaining("nested more than");
    }

    @Test
    void onlyEnumsRecordsAndMessagesAreMadeByName() {
        for (int tag : new int[] {Tag.ENUM, Tag.LEAF_RECORD, Tag.MESSAGE}) {
            ByteSink out = new ByteSink(64, 1_000_000);
            out.write(ValueWriter.VERSION);
            out.write(tag);
            if (tag != Tag.MESSAGE) {
                out.writeVarInt(0);
            }
            out.writeVarInt(0);
            out.writeText("java.lang.ProcessBuilder");
            out.writeText("");
            out.writeVarInt(0);
            assertThat(failure(out.toByteString())).hasMessageContaining("java.lang.ProcessBuilder");
        }
    }

    @Test
    void theFilterOfTheJvmGovernsBothStreams(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("touched");
        Gadget gadget = new Gadget(file);
        Shapes.Node node = new Shapes.Node("n");
        node.extra = gadget;
        for (Object value :
                List.of(gadget, List.of(gadget), Map.of("k", gadget), new IllegalStateException(text(file)))) {
            ByteString bytes = CODEC.encode(value, "it");
            String allowed = "java.base/*;!*";
            String output = decodeElsewhere(bytes, allowed);
            if (value instanceof Throwable) {
                assertThat(output).startsWith("decoded java.lang.IllegalStateException");
            } else {
                assertThat(output).startsWith("refused com.acme.Gadget").contains("filter status: REJECTED");
            }
            assertThat(file).doesNotExist();
        }
        assertThat(decodeElsewhere(CODEC.encode(node, "it"), "java.base/*;com.acme.Shapes*;!*"))
                .startsWith("refused com.acme.Gadget");
        assertThat(decodeElsewhere(CODEC.encode(new Gadget.Trap(""), "it"), "java.base/*;!*"))
                .startsWith("refused com.acme.Gadget$Trap");
        assertThat(file).doesNotExist();
        // Without a filter it is decoded, which shows that the file would have been touched.
        assertThat(decodeElsewhere(CODEC.encode(gadget, "it"), "java.base/*;com.acme.*;!*"))
                .startsWith("decoded");
        assertThat(file).exists();
    }

    private static String text(Path file) {
        return "about " + file.getFileName();
    }

    private static String decodeElsewhere(ByteString bytes, String filter) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.serialFilter=" + filter,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodeMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            bytes.writeTo(in);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static ByteString asPayload(byte[] stream) {
        ByteSink out = new ByteSink(64, 1_000_000);
        out.write(ValueWriter.VERSION);
        out.write(Tag.SERIAL_FOLLOWS);
        out.writeInt(1);
        out.write(Tag.SERIAL);
        out.write(stream, 0, stream.length);
        return out.toByteString();
    }

    /** What decoding fails with; null if it does not. Anything but a typed failure gets out. */
    private static PayloadException failure(ByteString bytes) {
        return catchThrowableOfType(PayloadException.class, () -> CODEC.decode(bytes));
    }

    @Test
    void setsInListsInSetsAreRefusedToo() throws IOException {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Object> nextLeft = new HashSet<>(Set.of("different"));
            Set<Object> nextRight = new HashSet<>();
            for (Set<Object> each : List.of(left, right)) {
                each.add(new ArrayList<>(Arrays.asList(nextLeft)));
                each.add(new ArrayList<>(Arrays.asList(nextRight)));
            }
            left = nextLeft;
            right = nextRight;
        }
        PayloadException failure = failure(asPayload(serialized(root)));
        assertThat(failure).hasMessageContaining("filter status: REJECTED").hasMessageContaining("hash sets");
    }

    @ParameterizedTest
    @ValueSource(ints = {Tag.ARRAY_LIST, Tag.OBJECTS, Tag.HASH_MAP, Tag.AS_LIST, Tag.SET_OF})
    void collectionsInEachOtherCannotAnnounceTheSameBytes(int tag) {
        ByteSink out = new ByteSink(64, 10_000_000);
        out.write(ValueWriter.VERSION);
        for (int level = 0; level < 1000; level++) {
            out.write(tag);
            if (tag == Tag.OBJECTS) {
                out.writeVarInt(level == 0 ? 0 : 1);
                if (level == 0) {
                    out.writeText("java.lang.Object");
                }
            }
            out.writeVarInt(400_000);
        }
        for (int i = 0; i < 1_000_000; i++) {
            out.write(Tag.TRUE);
        }
        assertThat(failure(out.toByteString())).hasMessageContaining("elements that have not come");
    }
}
