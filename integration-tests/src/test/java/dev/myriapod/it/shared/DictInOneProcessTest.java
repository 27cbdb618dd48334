package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.data.SharedDict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a dict promises, for which one process will do. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class DictInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** A key of the user's own. */
    private record Place(String street, List<Integer> numbers) {}

    /** Cannot be encoded. */
    private static final class Unencodable {}

    @Test
    void isAMap() {
        SharedDict<String, Integer> dict = hosted.cluster().dict();
        assertThat(dict.put("b", 1)).isNull();
        assertThat(dict.put("b", 2)).isEqualTo(1);
        assertThat(dict.putIfAbsent("b", 9)).isEqualTo(2);
        assertThat(dict.putIfAbsent("a", 1)).isNull();
        assertThat(dict.replace("c", 1)).isNull();
        assertThat(dict.replace("a", 7, 8)).isFalse();
        assertThat(dict.replace("a", 1, 3)).isTrue();
        assertThat(dict)
                .isEqualTo(Map.of("b", 2, "a", 3))
                .hasSize(2)
                .containsKey("a")
                .containsValue(3);
        assertThat(dict.hashCode()).isEqualTo(Map.of("b", 2, "a", 3).hashCode());
        assertThat(dict).hasToString("{b=2, a=3}");
        assertThat(dict.remove("a", 4)).isFalse();
        assertThat(dict.remove("a", 3)).isTrue();
        assertThat(dict.remove("b")).isEqualTo(2);
        assertThat(dict.remove("b")).isNull();
        assertThat(dict).isEmpty();
        dict.delete();
        assertThatThrownBy(dict::size).isInstanceOf(ObjectGoneException.class);
        assertThat(dict.toString()).startsWith("SharedDict[");
    }

    @Test
    void functionsDecide() {
        SharedDict<String, Integer> dict = hosted.cluster().dict();
        assertThat(dict.computeIfPresent("a", (key, value) -> value + 1)).isNull();
        assertThat(dict.computeIfAbsent("a", key -> null)).isNull();
        assertThat(dict.computeIfAbsent("a", key -> 1)).isEqualTo(1);
        assertThat(dict.computeIfAbsent("a", key -> 2)).isEqualTo(1);
        assertThat(dict.compute("a", (key, value) -> value + 1)).isEqualTo(2);
        assertThat(dict.merge("a", 5, Integer::sum)).isEqualTo(7);
        assertThat(dict.merge("b", 5, Integer::sum)).isEqualTo(5);
        dict.replaceAll((key, value) -> value * 10);
        assertThat(dict.copy()).isEqualTo(Map.of("a", 70, "b", 50));
        assertThat(dict.merge("a", 1, (old, one) -> null)).isNull();
        assertThat(dict.compute("b", (key, value) -> null)).isNull();
        assertThat(dict).isEmpty();
        dict.delete();
    }

    @Test
    void aFunctionIsCalledAgainWhenSomebodyElseWasFaster() {
        SharedDict<String, Integer> dict = hosted.cluster().dict();
        dict.put("a", 1);
        List<Integer> seen = new ArrayList<>();
        int end = dict.compute("a", (key, value) -> {
            seen.add(value);
            if (seen.size() == 1) {
                dict.put("a", 10);
            }
            return value + 1;
        });
        assertThat(seen).containsExactly(1, 10);
        assertThat(end).isEqualTo(11);
        assertThat(dict.get("a")).isEqualTo(11);
        assertThat(dict.computeIfAbsent("b", key -> {
                    dict.put("b", 5);
                    return 6;
                }))
                .isEqualTo(5);
        dict.delete();
    }

    @Test
    void equalKeysAreOne() {
        SharedDict<Object, String> dict = hosted.cluster().dict();
        UUID id = new UUID(1, 2);
        List<Object> keys = List.of(
                "text",
                1,
                1L,
                Double.NaN,
                TimeUnit.DAYS,
                id,
                LocalDate.EPOCH,
                List.of(1, "x"),
                new Place("Main", List.of(1, 2)),
                List.of());
        keys.forEach(key -> dict.put(key, key.toString()));
        assertThat(dict.keySet()).containsExactlyElementsOf(keys);
        assertThat(dict.get(new Place("Main", new ArrayList<>(Arrays.asList(1, 2)))))
                .isNotNull();
        assertThat(dict.get(new ArrayList<Object>(Arrays.asList(1, new String("x")))))
                .isNotNull();
        assertThat(dict.get(Double.longBitsToDouble(0x7ff8000000000001L))).isNotNull();
        assertThat(dict.get((short) 1)).isNull();
        dict.delete();
    }

    @Test
    void whatCannotBeAKeyOrAValueFailsAtTheCall() {
        SharedDict<Object, Object> dict = hosted.cluster().dict();
        assertThatThrownBy(() -> dict.put(new HashMap<>(), 1))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("java.util.HashMap cannot be a key");
        assertThatThrownBy(() -> dict.get(List.of(new int[0]))).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> dict.put("x".repeat(70_000), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dict.put("a", new Unencodable())).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> dict.put("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> dict.get(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> dict.containsValue(null)).isInstanceOf(NullPointerException.class);
        assertThat(dict).isEmpty();
        dict.delete();
    }

    @Test
    void manyTravelTogetherAndPageByPage() {
        SharedDict<Integer, String> dict = hosted.cluster().dict();
        Map<Integer, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put(9_999 - i, "v" + i);
        }
        dict.putAll(many);
        assertThat(dict.copy()).isEqualTo(many);
        assertThat(dict.keySet()).containsExactlyElementsOf(many.keySet());
        assertThat(dict.getAll(Set.of(1, 9_999, 10_000))).isEqualTo(Map.of(1, "v9998", 9_999, "v0"));
        assertThat(dict.getAll(many.keySet())).isEqualTo(many);
        assertThat(dict.keySet().removeIf(key -> key % 2 == 0 && key < 100)).isTrue();
        assertThat(dict).hasSize(9_950);
        dict.values().removeIf(value -> value.equals("v0"));
        assertThat(dict).doesNotContainKey(9_999);
        dict.clear();
        assertThat(dict.entrySet()).isEmpty();
        dict.delete();
    }

    @Test
    void viewsWriteThroughAndSpareWhatHasChanged() {
        SharedDict<String, Integer> dict = hosted.cluster().dict();
        dict.putAll(Map.of("a", 1));
        Iterator<Map.Entry<String, Integer>> iterator = dict.entrySet().iterator();
        Map.Entry<String, Integer> entry = iterator.next();
        assertThat(entry.setValue(2)).isEqualTo(1);
        assertThat(dict.get("a")).isEqualTo(2);
        assertThat(dict.entrySet().contains(Map.entry("a", 2))).isTrue();
        assertThat(dict.entrySet().remove(Map.entry("a", 3))).isFalse();
        iterator.remove();
        assertThat(dict).isEmpty();
        dict.put("a", 2);
        Iterator<String> keys = dict.keySet().iterator();
        keys.next();
        dict.put("a", 3);
        keys.remove();
        assertThat(dict.get("a")).isEqualTo(3);
        assertThat(dict.keySet().remove("a")).isTrue();
        assertThat(dict.keySet().remove("a")).isFalse();
        dict.delete();
    }

    @Test
    void largeValuesTravel() {
        SharedDict<String, byte[]> dict = hosted.cluster().dict();
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 7;
        dict.put("a", large);
        dict.putAll(Map.of("b", large));
        assertThat(dict.get("b")).isEqualTo(large);
        assertThat(dict.copy().get("a")).isEqualTo(large);
        assertThat(dict.getAll(List.of("a", "b")).values())
                .allSatisfy(value -> assertThat(value).isEqualTo(large));
        assertThat(dict.remove("a")).isEqualTo(large);
        dict.delete();
    }
}
