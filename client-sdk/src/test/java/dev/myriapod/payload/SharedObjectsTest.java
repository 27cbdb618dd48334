package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.Shapes;
import dev.myriapod.failure.PayloadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was one object is one object again; values that contain themselves or are very deep. */
class SharedObjectsTest {
    private static final ValueCodec CODEC = ValueCodec.of(SharedObjectsTest.class.getClassLoader());

    @Test
    void aSharedListIsSharedAgain() {
        List<Integer> shared = new ArrayList<>(List.of(1));
        List<?> back = roundTrip(new ArrayList<>(List.of(shared, shared, new Shapes.Pair<>(shared, 1))));
        assertThat(back.get(0)).isSameAs(back.get(1));
        assertThat(((Shapes.Pair<?, ?>) back.get(2)).left()).isSameAs(back.get(0));
    }

    @Test
    void aSharedArrayIsSharedAgainAndWrittenOnce() {
        byte[] shared = new byte[10_000];
        List<byte[]> value = List.of(shared, shared, shared);
        assertThat(CODEC.encode(value, "it").size()).isLessThan(10_100);
        List<?> back = roundTrip(value);
        assertThat(back.get(0)).isSameAs(back.get(2));
    }

    @Test
    void equalButDifferentObjectsStayDifferent() {
        List<?> back = roundTrip(List.of(new ArrayList<>(List.of(1)), new ArrayList<>(List.of(1))));
        assertThat(back.get(0)).isNotSameAs(back.get(1));
    }

    @Test
    void aSerializableObjectIsSharedAgain() {
        Shapes.Node shared = new Shapes.Node("shared");
        Shapes.Node other = new Shapes.Node("other");
        other.next = shared;
        List<?> back = roundTrip(List.of(shared, new Shapes.Pair<>(shared, other)));
        Shapes.Pair<?, ?> pair = (Shapes.Pair<?, ?>) back.get(1);
        assertThat(pair.left()).isSameAs(back.get(0));
        assertThat(((Shapes.Node) pair.right()).next).isSameAs(back.get(0));
    }

    @Test
    void aListInsideAndOutsideOfASerializableObjectIsSharedAgain() {
        List<Integer> shared = new ArrayList<>(List.of(1));
        Shapes.Node node = new Shapes.Node("holder");
        node.extra = shared;
        List<?> before = roundTrip(List.of(shared, node));
        assertThat(((Shapes.Node) before.get(1)).extra).isSameAs(before.get(0));
        List<?> after = roundTrip(List.of(node, shared));
        assertThat(((Shapes.Node) after.get(0)).extra).isSameAs(after.get(1));
    }

    @Test
    void argumentsShareWhatTheyShared() {
        List<Integer> shared = new ArrayList<>(List.of(1));
        Object[] back =
                CODEC.decodeTuple(CODEC.encodeTuple(new Object[] {shared, shared}, i -> "argument " + i), false);
        assertThat(back[0]).isSameAs(back[1]);
    }

    @Test
    void aListThatContainsItself() {
        List<Object> list = new ArrayList<>(List.of("first"));
        list.add(list);
        List<?> back = roundTrip(list);
        assertThat(back.get(0)).isEqualTo("first");
        assertThat(back.get(1)).isSameAs(back);
    }

    @Test
    void anArrayAMapAndAnObjectThatContainThemselves() {
        Object[] array = new Object[1];
        array[0] = array;
        Object[] arrayBack = roundTrip(array);
        assertThat(arrayBack[0]).isSameAs(arrayBack);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Map<?, ?> mapBack = roundTrip(map);
        assertThat(mapBack.get("self")).isSameAs(mapBack);
        Shapes.Node node = new Shapes.Node("n");
        node.next = node;
        Shapes.Node nodeBack = roundTrip(node);
        assertThat(nodeBack.next).isSameAs(nodeBack);
    }

    @Test
    void anObjectThatContainsItselfThroughARecord() {
        Shapes.Node node = new Shapes.Node("n");
        node.extra = new Shapes.Tree("t", new ArrayList<>());
        ((Shapes.Tree) node.extra).children().add(new Shapes.Tree("child", List.of()));
        Shapes.Node holder = new Shapes.Node("holder");
        holder.extra = new Shapes.Pair<>(holder, node);
        Shapes.Node back = roundTrip(holder);
        assertThat(((Shapes.Pair<?, ?>) back.extra).left()).isSameAs(back);
    }

    @Test
    void aRecordThatContainsItselfFailsWithThePath() {
        List<Shapes.Tree> children = new ArrayList<>();
        Shapes.Tree tree = new Shapes.Tree("root", children);
        children.add(new Shapes.Tree("leaf", List.of()));
        children.add(tree);
        PayloadException failure = catchThrowableOfType(PayloadException.class, () -> CODEC.encode(tree, "argument 1"));
        assertThat(failure.path()).isEqualTo("argument 1.children[1]");
        assertThat(failure.typeName()).isEqualTo(Shapes.Tree.class.getName());
        assertThat(failure).hasMessageContaining("contains itself").hasMessageContaining("Serializable");
    }

    @Test
    void aRecordThatContainsItselfInsideOfASerializableObjectFails() {
        Shapes.Node node = new Shapes.Node("n");
        List<Object> inside = new ArrayList<>();
        node.extra = new Shapes.Pair<>(1, inside);
        inside.add(node.extra);
        PayloadException failure = catchThrowableOfType(PayloadException.class, () -> CODEC.encode(node, "it"));
        assertThat(failure.path()).isEqualTo("it.extra.right[0]");
    }

    @Test
    void deepStructuresComeBack() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            deep = new ArrayList<>(Arrays.asList(i, deep));
        }
        List<?> back = roundTrip(deep);
        for (int i = 899; i >= 0; i--) {
            assertThat(back.get(0)).isEqualTo(i);
            back = (List<?>) back.get(1);
        }
        assertThat(back).isEmpty();
    }

    @Test
    void deepRecordsComeBack() {
        Shapes.Pair<?, ?> deep = new Shapes.Pair<>(0, null);
        for (int i = 1; i <= 500; i++) {
            deep = new Shapes.Pair<>(i, deep);
        }
        assertThat(this.<Object>roundTrip(deep)).isEqualTo(deep);
    }

    @Test
    void whatIsTooDeepForTheStackFailsWithATypedException() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 500_000; i++) {
            deep = new ArrayList<>(Arrays.asList(i, deep));
        }
        List<Object> whole = deep;
        PayloadException failure = catchThrowableOfType(PayloadException.class, () -> CODEC.encode(whole, "it"));
        assertThat(failure).hasMessageContaining("nested too deeply").hasCauseInstanceOf(StackOverflowError.class);
        // The codec of this thread still works.
        assertThat(this.<Object>roundTrip(List.of(1))).isEqualTo(List.of(1));
    }

    @Test
    void manyWaysToTheSameObjectsTakeNoMoreRoomThanTheObjects() {
        List<Object> level = new ArrayList<>(List.of("bottom"));
        for (int i = 0; i < 150; i++) {
            level = new ArrayList<>(List.of(level, level));
        }
        assertThat(CODEC.encode(level, "it").size()).isLessThan(2_000);
        List<?> back = roundTrip(level);
        assertThat(back.get(0)).isSameAs(back.get(1));
    }

    @Test
    void setsOfSharedSetsComeBack() {
        HashSet<Object> inner = new HashSet<>(List.of(1));
        HashSet<Object> left = new HashSet<>(List.of(inner, "left"));
        HashSet<Object> right = new HashSet<>(List.of(inner, "right"));
        assertThat(this.<Object>roundTrip(List.of(left, right))).isEqualTo(List.of(left, right));
    }

    @SuppressWarnings("unchecked")
    private <T> T roundTrip(T value) {
        return (T) CODEC.decode(CODEC.encode(value, "it"));
    }

    @Test
    void anOptionalOrAnEntryThatContainsItselfFailsWithThePath() {
        List<Object> inOptional = new ArrayList<>();
        Optional<Object> optional = Optional.of(inOptional);
        inOptional.add(optional);
        List<Object> inEntry = new ArrayList<>();
        Map.Entry<Object, Object> entry = Map.entry("key", inEntry);
        inEntry.add(entry);
        assertThat(catchThrowableOfType(PayloadException.class, () -> CODEC.encode(optional, "it")))
                .hasMessageContaining("contains itself")
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("it.value[0]"));
        assertThat(catchThrowableOfType(PayloadException.class, () -> CODEC.encode(entry, "it")))
                .hasMessageContaining("contains itself")
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("it.value[0]"));
        // Entered at the list, which is there before its contents, it can be made again.
        List<?> back = roundTrip(inOptional);
        assertThat(((Optional<?>) back.get(0)).orElseThrow()).isSameAs(back);
    }

    @Test
    void elementsThatNobodyKeepsAreNotLookedAt() {
        Shapes.Node node = new Shapes.Node("n");
        node.attributes.put("virtual", Collections.nCopies(Integer.MAX_VALUE, "x"));
        node.extra = new Shapes.Pair<>(1, new ArrayList<>());
        assertThat(CODEC.encode(node, "it").size()).isLessThan(2_000);
        // Nor when there is a failure to explain.
        node.peers.add(new Shapes.Node("m"));
        node.peers.get(0).extra = new Shapes.Connection();
        assertThat(catchThrowableOfType(PayloadException.class, () -> CODEC.encode(node, "it"))
                        .path())
                .isEqualTo("it.peers[0].extra");
    }
}
