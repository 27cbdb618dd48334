package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a list promises beyond the JDK's, for which one process will do; the JDK's promises are in {@code ConformanceTest}. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ListInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** Cannot be encoded. */
    private static final class Unencodable {}

    private <E> SharedList<E> list(List<E> elements) {
        SharedList<E> list = hosted.cluster().list();
        list.addAll(elements);
        return list;
    }

    @Test
    void isAList() {
        SharedList<String> list = list(List.of("b", "a"));
        assertThat(list).isEqualTo(List.of("b", "a")).hasToString("[b, a]");
        assertThat(list.hashCode()).isEqualTo(List.of("b", "a").hashCode());
        assertThat(List.of("b", "a")).isEqualTo(list);
        assertThat(list.set(1, "c")).isEqualTo("a");
        list.add(1, "x");
        assertThat(list.remove(0)).isEqualTo("b");
        assertThat(list.copy()).containsExactly("x", "c");
        list.delete();
        assertThatThrownBy(list::size).isInstanceOf(ObjectGoneException.class);
        assertThatThrownBy(() -> list.add("a")).isInstanceOf(ObjectGoneException.class);
        assertThat(list.toString()).startsWith("SharedList[");
    }

    @Test
    void anIndexThatIsNotThereIsNamed() {
        SharedList<String> list = list(List.of("a", "b"));
        assertThatThrownBy(() -> list.get(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 2 out of bounds for length 2");
        assertThatThrownBy(() -> list.get(-1)).hasMessage("Index -1 out of bounds for length 2");
        assertThatThrownBy(() -> list.set(2, "x")).hasMessage("Index 2 out of bounds for length 2");
        assertThatThrownBy(() -> list.remove(7)).hasMessage("Index 7 out of bounds for length 2");
        assertThatThrownBy(() -> list.add(3, "x")).hasMessage("Index 3 out of bounds for length 2");
        assertThatThrownBy(() -> list.addAll(3, List.of("x"))).hasMessage("Index 3 out of bounds for length 2");
        assertThatThrownBy(() -> list.addAll(3, List.of())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.compareAndSet(2, "x", "y")).hasMessage("Index 2 out of bounds for length 2");
        assertThatThrownBy(() -> list.listIterator(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.subList(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.subList(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(list.copy()).containsExactly("a", "b");
        list.delete();
    }

    @Test
    void whatCannotBeAnElementFailsAtTheCall() {
        SharedList<Object> list = list(List.<Object>of("a"));
        Object bad = new Unencodable();
        assertThatThrownBy(() -> list.add(bad)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.set(0, bad)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.addAll(List.of("b", bad))).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.addAll(0, List.of("b", bad))).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.replaceAll(element -> bad)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.compareAndSet(0, "a", bad)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.listIterator().add(bad)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.addAll(Arrays.asList("b", null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> list.replaceAll(element -> null)).isInstanceOf(NullPointerException.class);
        assertThat(list.contains(null)).isFalse();
        assertThat(list.indexOf(null)).isEqualTo(-1);
        assertThat(list.remove(null)).isFalse();
        assertThat(list.copy()).containsExactly("a");
        list.delete();
    }

    @Test
    void whatIsDetachedOrOfAnotherKindIsRefused() {
        SharedList<String> list = hosted.cluster().list("mine");
        list.add("a");
        assertThatThrownBy(() -> hosted.cluster().dict("mine")).isInstanceOf(ObjectMismatchException.class);
        list.detach();
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.addAll(List.of("b", "c"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(list::iterator).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.sort(null)).isInstanceOf(IllegalStateException.class);
        SharedList<String> again = hosted.cluster().list("mine");
        assertThat(again.copy()).containsExactly("a");
        again.delete();
        hosted.cluster().dict("other");
        assertThatThrownBy(() -> hosted.cluster().list("other")).isInstanceOf(ObjectMismatchException.class);
        hosted.cluster().dict("other").delete();
        assertThatThrownBy(() -> hosted.cluster().list("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsAreTakenAtOnce() {
        SharedList<String> list = hosted.cluster().list();
        assertThatThrownBy(list::getFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::getLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeLast).isInstanceOf(NoSuchElementException.class);
        list.addLast("b");
        list.addFirst("a");
        list.addLast("c");
        assertThat(list.getFirst()).isEqualTo("a");
        assertThat(list.getLast()).isEqualTo("c");
        assertThat(list.removeLast()).isEqualTo("c");
        assertThat(list.removeFirst()).isEqualTo("a");
        assertThat(list.copy()).containsExactly("b");
        list.delete();
    }

    @Test
    void anElementIsComparedAndSet() {
        SharedList<String> list = list(List.of("a", "b"));
        assertThat(list.compareAndSet(1, "x", "y")).isFalse();
        assertThat(list.compareAndSet(1, "b", "y")).isTrue();
        assertThatThrownBy(() -> list.compareAndSet(0, null, "y")).isInstanceOf(NullPointerException.class);
        assertThat(list.copy()).containsExactly("a", "y");
        list.delete();
    }

    @Test
    void aChangeOfAllBeginsAgainWhenSomebodyElseWasFaster() {
        SharedList<Integer> list = list(List.of(3, 1));
        List<Integer> seen = new ArrayList<>();
        list.replaceAll(element -> {
            seen.add(element);
            if (seen.size() == 1) {
                list.add(2);
            }
            return element * 10;
        });
        assertThat(seen).containsExactly(3, 1, 3, 1, 2);
        assertThat(list.copy()).containsExactly(30, 10, 20);
        boolean[] added = new boolean[1];
        list.sort((one, other) -> {
            if (!added[0]) {
                added[0] = true;
                list.add(5);
            }
            return Integer.compare(one, other);
        });
        assertThat(list.copy()).containsExactly(5, 10, 20, 30);
        added[0] = false;
        assertThat(list.removeIf(element -> {
                    if (!added[0]) {
                        added[0] = true;
                        list.add(0, 6);
                    }
                    return element < 15;
                }))
                .isTrue();
        assertThat(list.copy()).containsExactly(20, 30);
        assertThatThrownBy(() -> list.sort((one, other) -> {
                    throw new IllegalStateException("no " + one + other);
                }))
                .hasMessageStartingWith("no");
        assertThat(list.copy()).containsExactly(20, 30);
        list.delete();
    }

    @Test
    void iteratorsShowOneMomentAndChangeWhatTheyHaveShown() {
        SharedList<String> list = list(List.of("a", "b", "c", "d"));
        ListIterator<String> iterator = list.listIterator();
        iterator.next();
        list.add(0, "new");
        list.remove("c");
        assertThat(iterator.next()).isEqualTo("b");
        iterator.remove();
        assertThat(list.copy()).as("b, wherever it is").containsExactly("new", "a", "d");
        assertThat(iterator.next()).isEqualTo("c");
        iterator.remove();
        assertThat(list.copy()).as("somebody else was faster").containsExactly("new", "a", "d");
        assertThat(iterator.next()).isEqualTo("d");
        iterator.set("D");
        iterator.set("E");
        iterator.add("F");
        assertThat(list.copy()).containsExactly("new", "a", "E", "F");
        assertThat(iterator.hasNext()).isFalse();
        assertThat(iterator.previous()).isEqualTo("F");
        list.set(3, "G");
        assertThatThrownBy(() -> iterator.set("x")).isInstanceOf(ConcurrentModificationException.class);
        iterator.remove();
        assertThat(list.copy()).as("what somebody else has set is spared").containsExactly("new", "a", "E", "G");
        list.clear();
        assertThatThrownBy(() -> iterator.add("x")).isInstanceOf(ConcurrentModificationException.class);
        list.delete();
    }

    @Test
    void anIteratorAddsInFrontOfTheNextWhenThePreviousIsGone() {
        SharedList<String> list = list(List.of("a", "b"));
        ListIterator<String> iterator = list.listIterator(1);
        list.remove("a");
        list.add("c");
        iterator.add("x");
        assertThat(list.copy()).containsExactly("x", "b", "c");
        list.delete();
    }

    @Test
    void aSubListIsAWindow() {
        SharedList<Integer> list = list(IntStream.range(0, 10).boxed().toList());
        List<Integer> window = list.subList(2, 8);
        assertThat(window).containsExactly(2, 3, 4, 5, 6, 7);
        window.sort(Comparator.reverseOrder());
        assertThat(list.copy()).containsExactly(0, 1, 7, 6, 5, 4, 3, 2, 8, 9);
        assertThat(window.removeIf(element -> element % 2 == 0)).isTrue();
        assertThat(window).containsExactly(7, 5, 3).hasSize(3);
        window.replaceAll(element -> element * 10);
        window.add(1);
        List<Integer> inner = window.subList(1, 3);
        assertThat(inner).containsExactly(50, 30);
        inner.clear();
        assertThat(window).containsExactly(70, 1).hasSize(2);
        assertThat(list.copy()).containsExactly(0, 1, 70, 1, 8, 9);
        assertThatThrownBy(() -> window.get(2)).hasMessage("Index 2 out of bounds for length 2");
        list.add(0, -1);
        assertThat(window).as("places, not elements").containsExactly(1, 70);
        list.subList(1, 7).clear();
        assertThatThrownBy(() -> window.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(window::clear).isInstanceOf(IndexOutOfBoundsException.class);
        list.delete();
    }

    @Test
    void manyTravelTogetherAndComeInOneMoment() {
        SharedList<Integer> list = hosted.cluster().list();
        List<Integer> many = IntStream.range(0, 20_000).boxed().toList();
        list.addAll(many);
        assertThat(list.copy()).isEqualTo(many);
        assertThat(list.stream().mapToInt(element -> element).sum()).isEqualTo(199_990_000);
        Collections.reverse(list.subList(0, 10));
        list.sort(Comparator.reverseOrder());
        assertThat(list.get(0)).isEqualTo(19_999);
        list.replaceAll(element -> element + 1);
        assertThat(list.getFirst()).isEqualTo(20_000);
        assertThat(list.removeAll(many)).isTrue();
        assertThat(list.copy()).containsExactly(20_000);
        list.delete();
    }

    /** More indices than one message holds. */
    @Test
    void anOrderOfVeryManyTravels() {
        SharedList<Boolean> list = hosted.cluster().list();
        list.addAll(Collections.nCopies(150_000, true));
        list.add(false);
        assertThat(list.getLast()).isFalse();
        list.sort(null);
        assertThat(list.getFirst()).isFalse();
        assertThat(list.getLast()).isTrue();
        assertThat(list).hasSize(150_001);
        list.delete();
    }

    @Test
    void largeElementsTravel() {
        SharedList<byte[]> list = hosted.cluster().list();
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 7;
        list.add(large);
        list.addAll(List.of(large, new byte[] {1}, large));
        assertThat(list.get(3)).isEqualTo(large);
        assertThat(list.copy().get(1)).isEqualTo(large);
        assertThat(list.set(0, new byte[0])).isEqualTo(large);
        Iterator<byte[]> iterator = list.iterator();
        iterator.next();
        assertThat(iterator.next()).isEqualTo(large);
        assertThat(list.remove(2)).containsExactly(1);
        list.delete();
    }

    @Test
    void aListMayContainItselfAndOtherSharedObjects() {
        SharedList<Object> list = hosted.cluster().list();
        list.add(list);
        list.add("a");
        assertThat(list.get(0)).isSameAs(list);
        SharedQueue<String> queue = hosted.cluster().queue();
        list.set(1, queue);
        assertThat(list.getLast()).isSameAs(queue);
        list.set(1, "a");
        queue.delete();
        assertThat(list).hasToString("[(this Collection), a]");
        list.delete();
    }
}
