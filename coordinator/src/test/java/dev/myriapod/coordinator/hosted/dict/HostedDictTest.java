package dev.myriapod.coordinator.hosted.dict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostedDictTest {
    private static final DictEvent.If ALWAYS = new DictEvent.If(-1, false);
    private static final DictEvent.If ABSENT = new DictEvent.If(0, false);
    private static final DictEvent.If PRESENT = new DictEvent.If(-1, true);
    private static final long MEGABYTE = 1 << 20;

    private final HostedDict dict = new HostedDict();
    private long process = 1;
    private long lastRequest;

    private Caller caller() {
        return new Caller(process, ++lastRequest);
    }

    private DictResult happens(DictEvent event) {
        dict.handle(event, 0);
        List<Reply<DictResult>> replies = dict.takeReplies();
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).to()).isEqualTo(new Caller(process, lastRequest));
        return replies.get(0).result();
    }

    private static Key key(String key) {
        return new Key(key, "", 1);
    }

    private static Content content(String payload) {
        return new Content(payload, 1);
    }

    private DictResult.Changed put(String key, String payload, DictEvent.If condition) {
        return (DictResult.Changed)
                happens(new DictEvent.Change(caller(), key(key), content(payload), condition, false));
    }

    private DictResult.Changed remove(String key, DictEvent.If condition) {
        return (DictResult.Changed) happens(new DictEvent.Change(caller(), key(key), null, condition, false));
    }

    private Slot get(String key) {
        return ((DictResult.Found) happens(new DictEvent.Get(caller(), List.of(key), false)))
                .slots()
                .get(0);
    }

    private DictResult.Listed show(long after, long frozen) {
        return (DictResult.Listed) happens(new DictEvent.Show(caller(), after, false, frozen));
    }

    private static List<Object> keys(List<Row> rows) {
        return rows.stream().map(row -> row.key().canonical()).toList();
    }

    private long length() {
        return ((DictResult.Measured) happens(new DictEvent.Measure(caller()))).length();
    }

    @Test
    void aKeyHasWhatWasPut() {
        assertThat(get("a")).isEqualTo(Slot.NONE);
        assertThat(put("a", "1", ALWAYS)).isEqualTo(new DictResult.Changed(true, Slot.NONE));
        Slot first = get("a");
        assertThat(first.content()).isEqualTo(content("1"));
        assertThat(put("a", "2", ALWAYS).before()).isEqualTo(first);
        assertThat(remove("a", ALWAYS).before().content()).isEqualTo(content("2"));
        assertThat(remove("a", ALWAYS)).isEqualTo(new DictResult.Changed(true, Slot.NONE));
        assertThat(length()).isZero();
    }

    @Test
    void conditionsAreKept() {
        assertThat(put("a", "1", PRESENT).done()).isFalse();
        assertThat(put("a", "1", ABSENT).done()).isTrue();
        assertThat(put("a", "2", ABSENT).done()).isFalse();
        assertThat(get("a").content()).isEqualTo(content("1"));
        assertThat(put("a", "2", PRESENT).done()).isTrue();
        long version = get("a").version();
        assertThat(put("a", "3", new DictEvent.If(version, false)).done()).isTrue();
        DictResult.Changed late = put("a", "4", new DictEvent.If(version, false));
        assertThat(late.done()).isFalse();
        assertThat(late.before()).isEqualTo(get("a"));
        assertThat(remove("a", new DictEvent.If(version, false)).done()).isFalse();
        assertThat(length()).isEqualTo(1);
    }

    @Test
    void aKeyThatWentAndCameBackHasAnotherVersion() {
        put("a", "1", ALWAYS);
        long version = get("a").version();
        remove("a", ALWAYS);
        put("a", "1", ALWAYS);
        assertThat(put("a", "2", new DictEvent.If(version, false)).done()).isFalse();
    }

    @Test
    void theOrderIsThatOfTheFirstPut() {
        put("b", "1", ALWAYS);
        put("a", "1", ALWAYS);
        put("c", "1", ALWAYS);
        put("b", "2", ALWAYS);
        assertThat(keys(show(0, 0).rows())).containsExactly("b", "a", "c");
        remove("b", ALWAYS);
        put("b", "3", ALWAYS);
        assertThat(keys(show(0, 0).rows())).containsExactly("a", "c", "b");
    }

    @Test
    void whoIsQuietIsToldNoContents() {
        put("a", "1", ALWAYS);
        DictResult.Found found = (DictResult.Found) happens(new DictEvent.Get(caller(), List.of("a", "b"), true));
        assertThat(found.slots()).containsExactly(new Slot(1, null), Slot.NONE);
        DictResult.Listed listed = (DictResult.Listed) happens(new DictEvent.Show(caller(), 0, true, 0));
        assertThat(listed.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.slot().content()).isNull());
        DictResult.Changed changed =
                (DictResult.Changed) happens(new DictEvent.Change(caller(), key("a"), null, ALWAYS, true));
        assertThat(changed).isEqualTo(new DictResult.Changed(true, new Slot(1, null)));
    }

    /** Three, each as long as an answer may be. */
    private void putThreeLongOnes() {
        for (String key : List.of("a", "b", "c")) {
            happens(new DictEvent.Change(caller(), key(key), new Content(key, MEGABYTE), ALWAYS, true));
        }
    }

    @Test
    void whatIsTooMuchForOneAnswerComesInParts() {
        putThreeLongOnes();
        DictResult.Found found =
                (DictResult.Found) happens(new DictEvent.Get(caller(), List.of("none", "a", "b"), false));
        assertThat(found.slots()).hasSize(2);
        DictResult.Listed first = show(0, 0);
        assertThat(keys(first.rows())).containsExactly("a");
        assertThat(first.more()).isTrue();
        remove("b", ALWAYS);
        DictResult.Listed second = show(first.rows().get(0).sequence(), 0);
        assertThat(keys(second.rows())).containsExactly("c");
        assertThat(second.more()).isFalse();
    }

    @Test
    void whatIsFrozenStaysAsItWasUntilItIsTold() {
        putThreeLongOnes();
        List<Row> told = new ArrayList<>(show(0, 9).rows());
        remove("b", ALWAYS);
        put("c", "new", ALWAYS);
        put("d", "new", ALWAYS);
        DictResult.Listed page;
        do {
            page = show(told.get(told.size() - 1).sequence(), 9);
            told.addAll(page.rows());
        } while (page.more());
        assertThat(keys(told)).containsExactly("a", "b", "c");
        assertThat(told.get(2).slot().content()).isEqualTo(new Content("c", MEGABYTE));
        assertThat(keys(show(told.get(0).sequence(), 9).rows()))
                .as("forgotten, so it is as it is now")
                .containsExactly("c", "d");
    }

    @Test
    void whatIsFrozenGoesWithTheProcess() {
        putThreeLongOnes();
        long sequence = show(0, 9).rows().get(0).sequence();
        remove("b", ALWAYS);
        process = 2;
        assertThat(keys(show(sequence, 9).rows())).as("not the other's").containsExactly("c");
        process = 1;
        dict.detach(1, 0);
        assertThat(keys(show(sequence, 9).rows())).containsExactly("c");
    }

    @Test
    void putsAndClearsAll() {
        put("b", "old", ALWAYS);
        happens(new DictEvent.PutAll(caller(), List.of(key("a"), key("b")), List.of(content("1"), content("2"))));
        assertThat(keys(show(0, 0).rows())).containsExactly("b", "a");
        assertThat(get("b").content()).isEqualTo(content("2"));
        assertThat(dict.facts().length()).isEqualTo(2);
        happens(new DictEvent.Clear(caller()));
        assertThat(length()).isZero();
        assertThat(show(0, 0).rows()).isEmpty();
    }

    private DictResult.Happened begin(long listener) {
        return (DictResult.Happened) happens(new DictEvent.Listen(caller(), listener, true));
    }

    /** Asks for what happened next; what is answered to whom is the test's. */
    private Caller listen(long listener) {
        Caller asking = caller();
        dict.handle(new DictEvent.Listen(asking, listener, false), 0);
        return asking;
    }

    private void change(String key, String payload) {
        Content content = payload == null ? null : content(payload);
        dict.handle(new DictEvent.Change(new Caller(99, 1), key(key), content, ALWAYS, true), 0);
    }

    /** What was answered to that request; null if it was not. */
    private DictResult.Happened heard(Caller asking) {
        return (DictResult.Happened) dict.takeReplies().stream()
                .filter(reply -> reply.to().equals(asking))
                .map(Reply::result)
                .findFirst()
                .orElse(null);
    }

    private static Happening happening(Happening.Kind kind, String key, String payload) {
        return new Happening(kind, key(key), content(payload));
    }

    @Test
    void whoListensHearsWhatHappensInItsOrder() {
        put("before", "1", ALWAYS);
        assertThat(begin(5)).isEqualTo(new DictResult.Happened(0, List.of(), false));
        Caller asking = listen(5);
        assertThat(heard(asking)).isNull();
        assertThat(dict.facts().waiters()).isEqualTo(1);
        change("a", "1");
        assertThat(heard(asking).happenings()).containsExactly(happening(Happening.Kind.ADDED, "a", "1"));
        assertThat(dict.facts().waiters()).isZero();
        change("a", "2");
        change("none", null);
        change("a", null);
        dict.handle(
                new DictEvent.PutAll(
                        new Caller(99, 2), List.of(key("b"), key("before")), List.of(content("3"), content("4"))),
                0);
        dict.handle(new DictEvent.Clear(new Caller(99, 3)), 0);
        dict.handle(new DictEvent.Clear(new Caller(99, 4)), 0);
        assertThat(heard(listen(5)))
                .isEqualTo(new DictResult.Happened(
                        0,
                        List.of(
                                happening(Happening.Kind.UPDATED, "a", "2"),
                                happening(Happening.Kind.REMOVED, "a", "2"),
                                happening(Happening.Kind.ADDED, "b", "3"),
                                happening(Happening.Kind.UPDATED, "before", "4"),
                                Happening.CLEARED),
                        false));
    }

    @Test
    void whatWasNotDoneIsNotHeard() {
        begin(5);
        put("a", "1", PRESENT);
        assertThat(heard(listen(5))).isNull();
    }

    @Test
    void aSlowListenerMissesTheOldestAndIsTold() {
        begin(5);
        for (int i = 0; i < Listener.MOST + 7; i++) {
            change("a", "" + i);
        }
        DictResult.Happened heard = heard(listen(5));
        assertThat(heard.missed()).isEqualTo(7);
        assertThat(heard.happenings()).hasSize(Listener.MOST);
        assertThat(heard.happenings().get(0).content()).isEqualTo(content("7"));
        change("a", "new");
        assertThat(heard(listen(5)).missed()).as("told once").isZero();
    }

    @Test
    void whatIsKeptForAListenerIsBoundedInBytes() {
        begin(5);
        putThreeLongOnes();
        DictResult.Happened heard = heard(listen(5));
        assertThat(heard.missed()).isEqualTo(2);
        assertThat(heard.happenings())
                .singleElement()
                .satisfies(last -> assertThat(last.key()).isEqualTo(key("c")));
    }

    @Test
    void eachListenerHasItsOwn() {
        begin(5);
        begin(6);
        change("a", "1");
        assertThat(heard(listen(5)).happenings()).hasSize(1);
        change("a", "2");
        assertThat(heard(listen(6)).happenings()).hasSize(2);
        process = 2;
        assertThat(heard(listen(6)).over()).as("not the other's").isTrue();
    }

    @Test
    void whoEndsListeningIsToldSo() {
        begin(5);
        Caller asking = listen(5);
        dict.handle(new DictEvent.EndListening(caller(), 5), 0);
        assertThat(heard(asking).over()).isTrue();
        assertThat(heard(listen(5)).over()).as("it does not begin again").isTrue();
        change("a", "1");
        assertThat(dict.takeReplies())
                .extracting(reply -> reply.to().attachment())
                .containsExactly(99L);
    }

    @Test
    void whoDoesNotWaitAnyMoreIsAnsweredAndMissesNothing() {
        begin(5);
        Caller asking = listen(5);
        dict.cancel(new Caller(process, 12345), 0);
        assertThat(heard(asking)).isNull();
        dict.cancel(asking, 0);
        assertThat(heard(asking)).isEqualTo(new DictResult.Happened(0, List.of(), false));
        change("a", "1");
        assertThat(heard(listen(5)).happenings()).hasSize(1);
    }

    @Test
    void aListenerGoesWithItsProcess() {
        begin(5);
        listen(5);
        dict.detach(process, 0);
        change("a", "1");
        assertThat(dict.takeReplies())
                .extracting(reply -> reply.to().attachment())
                .containsExactly(99L);
        assertThat(dict.facts().waiters()).isZero();
        assertThat(heard(listen(5)).over()).isTrue();
    }
}
