package dev.myriapod.coordinator.hosted.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostedListTest {
    private static final long MEGABYTE = 1 << 20;

    private final HostedList list = new HostedList();
    private long process = 1;
    private long lastRequest;

    private Caller caller() {
        return new Caller(process, ++lastRequest);
    }

    private ListResult happens(ListEvent event) {
        list.handle(event, 0);
        List<Reply<ListResult>> replies = list.takeReplies();
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).to()).isEqualTo(new Caller(process, lastRequest));
        return replies.get(0).result();
    }

    private static Place index(long index) {
        return new Place(Place.Kind.INDEX, index);
    }

    private static Place fromEnd(long count) {
        return new Place(Place.Kind.FROM_END, count);
    }

    private static List<Item> items(String... payloads) {
        return List.of(payloads).stream().map(payload -> new Item(payload, 1)).toList();
    }

    private ListResult.Spliced splice(Place place, int remove, ListEvent.If condition, String... payloads) {
        return (ListResult.Spliced)
                happens(new ListEvent.Splice(caller(), place, remove, 0, items(payloads), condition, false));
    }

    private ListResult.Spliced splice(Place place, int remove, String... payloads) {
        return splice(place, remove, ListEvent.If.ALWAYS, payloads);
    }

    private ListResult.Spliced arrange(long version, Integer... order) {
        return (ListResult.Spliced) happens(new ListEvent.Arrange(caller(), version, 0, List.of(order)));
    }

    private ListResult.Shown show(Place place, int max, long frozen) {
        return (ListResult.Shown) happens(new ListEvent.Show(caller(), place, max, frozen));
    }

    private static List<Object> payloads(ListResult.Shown shown) {
        return shown.elements().stream()
                .map(element -> element.item().payload())
                .toList();
    }

    private List<Object> all() {
        return payloads(show(index(0), ListEvent.ALL, 0));
    }

    private long version() {
        return show(index(0), 0, 0).version();
    }

    @Test
    void elementsComeAndGoAtAnyPlace() {
        assertThat(splice(fromEnd(0), 0, "b", "d").size()).isEqualTo(2);
        splice(index(0), 0, "a");
        splice(fromEnd(1), 0, "c");
        assertThat(all()).containsExactly("a", "b", "c", "d");
        ListResult.Spliced spliced = splice(index(1), 2, "x", "y", "z");
        assertThat(spliced.done()).isTrue();
        assertThat(spliced.removed().item().payload()).isEqualTo("b");
        assertThat(all()).containsExactly("a", "x", "y", "z", "d");
        assertThat(splice(fromEnd(1), 1).removed().item().payload()).isEqualTo("d");
        splice(index(1), ListEvent.ALL);
        assertThat(all()).containsExactly("a");
        assertThat(list.facts().length()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        splice(index(0), 0, "a", "b");
        long version = version();
        assertThat(splice(index(3), 0, "x")).isEqualTo(new ListResult.Spliced(false, 2, 0, null));
        assertThat(splice(index(2), 1, "x").done()).isFalse();
        assertThat(splice(index(1), 2, "x").done()).isFalse();
        assertThat(splice(index(4294967295L), 0, "x").done()).isFalse();
        assertThat(splice(fromEnd(3), 0, "x").done()).isFalse();
        assertThat(splice(new Place(Place.Kind.BEFORE, 99), 0, "x").done()).isFalse();
        assertThat(splice(new Place(Place.Kind.BEHIND, 99), 0, "x").done()).isFalse();
        assertThat(all()).containsExactly("a", "b");
        assertThat(version()).isEqualTo(version);
        assertThat(splice(index(2), 0, "c").done()).isTrue();
    }

    @Test
    void aStampFindsItsElementWhereverItIs() {
        long first = splice(index(0), 0, "a", "b", "c").stamp();
        splice(index(0), 0, "new");
        assertThat(splice(new Place(Place.Kind.BEFORE, first + 1), 1, "B")
                        .removed()
                        .item()
                        .payload())
                .isEqualTo("b");
        splice(new Place(Place.Kind.BEHIND, first + 2), 0, "d");
        assertThat(all()).containsExactly("new", "a", "B", "c", "d");
        assertThat(splice(new Place(Place.Kind.BEFORE, first + 1), 1).done())
                .as("what was replaced is gone")
                .isFalse();
    }

    @Test
    void aStampIsNeverGivenTwice() {
        long first = splice(index(0), 0, "a").stamp();
        splice(index(0), 1);
        assertThat(splice(index(0), 0, "a").stamp()).isGreaterThan(first);
    }

    @Test
    void conditionsAreKept() {
        long stamp = splice(index(0), 0, "a", "b").stamp();
        long version = version();
        assertThat(splice(index(0), 1, new ListEvent.If(-1, stamp + 1), "x").done())
                .isFalse();
        assertThat(splice(index(0), 1, new ListEvent.If(-1, stamp), "x").done()).isTrue();
        assertThat(splice(index(0), 0, new ListEvent.If(version, 0), "y").done())
                .isFalse();
        assertThat(splice(index(2), 0, new ListEvent.If(version + 1, 0), "y").done())
                .isTrue();
        assertThat(splice(index(3), 0, new ListEvent.If(-1, stamp), "z").done())
                .as("nothing goes there")
                .isFalse();
        assertThat(all()).containsExactly("x", "b", "y");
    }

    @Test
    void itIsArrangedOnlyAsItWasSeen() {
        splice(index(0), 0, "a", "b", "c");
        List<Element> before = show(index(0), ListEvent.ALL, 0).elements();
        assertThat(arrange(version(), 2, 0).done()).isTrue();
        assertThat(show(index(0), ListEvent.ALL, 0).elements())
                .as("the same elements with the same stamps")
                .containsExactly(before.get(2), before.get(0));
        assertThat(arrange(version() - 1, 0).done()).isFalse();
        assertThat(all()).containsExactly("c", "a");
        assertThatThrownBy(() -> arrange(version(), 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> arrange(version(), 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(all()).containsExactly("c", "a");
    }

    @Test
    void whatIsStagedComesAtOnceAndFirst() {
        splice(index(0), 0, "old");
        list.handle(new ListEvent.Stage(caller(), 7, new ListEvent.Parts(items("a", "b"), List.of())), 0);
        list.handle(new ListEvent.Stage(caller(), 7, new ListEvent.Parts(items("c"), List.of())), 0);
        assertThat(list.takeReplies()).isEmpty();
        assertThat(all()).containsExactly("old");
        happens(new ListEvent.Splice(caller(), index(0), 1, 7, items("d"), ListEvent.If.ALWAYS, true));
        assertThat(all()).containsExactly("a", "b", "c", "d");
        list.handle(new ListEvent.Stage(caller(), 8, new ListEvent.Parts(List.of(), List.of(3, 2))), 0);
        long version = version();
        happens(new ListEvent.Arrange(caller(), version, 8, List.of(0)));
        assertThat(all()).containsExactly("d", "c", "a");
        happens(new ListEvent.Splice(caller(), index(0), ListEvent.ALL, 7, List.of(), ListEvent.If.ALWAYS, true));
        assertThat(all()).as("a stage is used once").isEmpty();
    }

    @Test
    void whatIsStagedGoesWithTheProcess() {
        list.handle(new ListEvent.Stage(caller(), 7, new ListEvent.Parts(items("a"), List.of())), 0);
        process = 2;
        happens(new ListEvent.Splice(caller(), index(0), 0, 7, items("b"), ListEvent.If.ALWAYS, true));
        assertThat(all()).as("not the other's").containsExactly("b");
        list.detach(1, 0);
        process = 1;
        happens(new ListEvent.Splice(caller(), index(0), 0, 7, List.of(), ListEvent.If.ALWAYS, true));
        assertThat(all()).containsExactly("b");
    }

    /** Three, each as long as an answer may be. */
    private void addThreeLongOnes() {
        List<Item> long3 = List.of("a", "b", "c").stream()
                .map(name -> new Item(name, MEGABYTE))
                .toList();
        happens(new ListEvent.Splice(caller(), index(0), 0, 0, long3, ListEvent.If.ALWAYS, true));
    }

    @Test
    void whatIsTooMuchForOneAnswerComesInParts() {
        addThreeLongOnes();
        ListResult.Shown first = show(index(0), 2, 0);
        assertThat(payloads(first)).containsExactly("a");
        assertThat(first.more()).isTrue();
        ListResult.Shown second = show(index(1), 1, 0);
        assertThat(payloads(second)).containsExactly("b");
        assertThat(second.more()).as("more than was asked for does not count").isFalse();
        assertThat(second.size()).isEqualTo(3);
        assertThat(show(index(9), ListEvent.ALL, 0)).isEqualTo(new ListResult.Shown(List.of(), false, 3, 1));
    }

    @Test
    void whatIsFrozenStaysAsItWasUntilItIsTold() {
        addThreeLongOnes();
        long version = version();
        List<Object> told = new ArrayList<>(payloads(show(index(0), ListEvent.ALL, 9)));
        splice(index(0), 2, "new");
        ListResult.Shown page;
        do {
            page = show(index(told.size()), ListEvent.ALL, 9);
            told.addAll(payloads(page));
            assertThat(page.version()).isEqualTo(version);
            assertThat(page.size()).isEqualTo(3);
        } while (page.more());
        assertThat(told).containsExactly("a", "b", "c");
        assertThat(payloads(show(index(0), 1, 9)))
                .as("forgotten, so it is as it is now")
                .containsExactly("new");
    }

    @Test
    void whatIsFrozenGoesWithTheProcess() {
        addThreeLongOnes();
        show(index(0), ListEvent.ALL, 9);
        splice(index(0), ListEvent.ALL, "new");
        process = 2;
        assertThat(payloads(show(index(0), ListEvent.ALL, 9)))
                .as("not the other's")
                .containsExactly("new");
        process = 1;
        list.detach(1, 0);
        assertThat(payloads(show(index(0), ListEvent.ALL, 9))).containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesWhatAnArrayListDoes(long seed) {
        Random random = new Random(seed);
        List<Object> model = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(model.size() + 1);
            int remove = random.nextInt(3);
            String[] coming =
                    random.ints(random.nextInt(3)).mapToObj(Integer::toString).toArray(String[]::new);
            Place place = random.nextBoolean() ? index(from) : fromEnd(model.size() - from);
            boolean done = splice(place, remove, coming).done();
            assertThat(done).as("seed %d, step %d", seed, i).isEqualTo(from + remove <= model.size());
            if (done) {
                model.subList(from, from + remove).clear();
                model.addAll(from, List.of(coming));
            }
            assertThat(list.facts().length()).isEqualTo(model.size());
        }
        assertThat(all()).as("seed %d", seed).isEqualTo(model);
    }
}
