package dev.myriapod.coordinator.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final Registry<String> registry = new Registry<>();

    private Attaching<String> attach(Terms terms, long attachment) {
        return registry.attach(terms, attachment, settings -> "made with " + settings);
    }

    private Entry<String> attached(Terms terms, long attachment) {
        Attaching<String> attaching = attach(terms, attachment);
        assertThat(attaching).isInstanceOf(Attaching.Attached.class);
        return ((Attaching.Attached<String>) attaching).entry();
    }

    private static Terms named(String name, String settings) {
        return new Terms("queue", name, 0, settings, false);
    }

    private static Terms keyed(long key) {
        return new Terms("queue", "", key, "", true);
    }

    private Optional<String> mismatch(Terms terms) {
        return attach(terms, 9) instanceof Attaching.Mismatch<String> mismatch
                ? Optional.of(mismatch.message())
                : Optional.empty();
    }

    @Test
    void aNameIsOneObject() {
        Entry<String> first = attached(named("jobs", "small"), 1);
        assertThat(first.object()).isEqualTo("made with small");
        assertThat(attached(named("jobs", "small"), 2)).isSameAs(first);
        assertThat(attached(named("other", "small"), 2)).isNotSameAs(first);
    }

    @Test
    void anObjectWithANameOutlivesItsAttachments() {
        Entry<String> first = attached(named("jobs", ""), 1);
        assertThat(registry.detach(first, 1)).isFalse();
        assertThat(attached(named("jobs", ""), 2)).isSameAs(first);
    }

    @Test
    void anObjectWithoutANameGoesWithItsLastAttachment() {
        Entry<String> first = attached(named("", ""), 1);
        assertThat(attached(named("", ""), 1)).isNotSameAs(first);
        attached(keyed(first.key()), 2);
        assertThat(registry.detach(first, 1)).isFalse();
        assertThat(registry.detach(first, 2)).isTrue();
        assertThat(attach(keyed(first.key()), 3)).isInstanceOf(Attaching.Gone.class);
    }

    @Test
    void otherSettingsAreRefusedUnlessAnyWillDo() {
        Entry<String> first = attached(named("jobs", "small"), 1);
        assertThat(mismatch(named("jobs", "large")))
                .hasValueSatisfying(message -> assertThat(message).contains("\"jobs\"", "small", "large"));
        assertThat(attached(new Terms("queue", "jobs", 0, "large", true), 2)).isSameAs(first);
    }

    @Test
    void anotherKindIsRefused() {
        Entry<String> first = attached(named("jobs", ""), 1);
        assertThat(mismatch(new Terms("lock", "jobs", 0, "", true)))
                .hasValueSatisfying(message -> assertThat(message).contains("\"jobs\"", "queue", "lock"));
        assertThat(mismatch(new Terms("lock", "", first.key(), "", true))).isPresent();
    }

    @Test
    void aDeletedNameIsFreeAndItsHandlesLeadNowhere() {
        Entry<String> first = attached(named("jobs", "small"), 1);
        assertThat(registry.remove(first)).isTrue();
        assertThat(registry.remove(first)).isFalse();
        Entry<String> second = attached(named("jobs", "large"), 1);
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(attach(keyed(first.key()), 2)).isInstanceOf(Attaching.Gone.class);
        assertThat(registry.detach(first, 1)).isFalse();
        assertThat(registry.entries()).containsExactly(second);
    }

    private static Terms of(Entry<String> owner) {
        return new Terms("lock", "", 0, "", true, owner.key(), false);
    }

    @Test
    void whatBelongsToAnObjectIsFoundByItAndStays() {
        Entry<String> owner = attached(named("", ""), 1);
        Entry<String> lock = attached(of(owner), 1);
        assertThat(attached(of(owner), 2)).isSameAs(lock);
        assertThat(attached(new Terms("lock", "", lock.key(), "", true), 3)).isSameAs(lock);
        assertThat(owner.belongings()).containsExactly(lock);
        for (long attachment = 1; attachment <= 3; attachment++) {
            assertThat(registry.detach(lock, attachment)).isFalse();
        }
        assertThat(attached(of(owner), 4)).isSameAs(lock);
        assertThat(attached(of(attached(named("jobs", ""), 1)), 1)).isNotSameAs(lock);
    }

    @Test
    void nothingBelongsToAnObjectThatIsGone() {
        Entry<String> owner = attached(named("", ""), 1);
        Entry<String> lock = attached(of(owner), 1);
        assertThat(registry.detach(owner, 1)).isTrue();
        assertThat(attach(of(owner), 2)).isInstanceOf(Attaching.Gone.class);
        assertThat(owner.belongings()).containsExactly(lock);
        assertThat(registry.remove(lock)).isTrue();
        assertThat(registry.entries()).isEmpty();
    }

    @Test
    void whatBelongedAndWasDeletedIsMadeAnew() {
        Entry<String> owner = attached(named("jobs", ""), 1);
        Entry<String> lock = attached(of(owner), 1);
        assertThat(registry.remove(lock)).isTrue();
        assertThat(owner.belongings()).isEmpty();
        assertThat(attached(of(owner), 1)).isNotSameAs(lock);
    }

    @Test
    void aGuestKeepsNothing() {
        Entry<String> first = attached(named("", ""), 1);
        attached(new Terms("queue", "", first.key(), "", true, 0, true), 2);
        assertThat(registry.detach(first, 1)).isTrue();
        assertThat(registry.detach(first, 2)).isFalse();
    }
}
