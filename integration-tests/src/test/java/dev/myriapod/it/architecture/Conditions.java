package dev.myriapod.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Conditions from a line of Java. */
final class Conditions {
    private Conditions() {}

    /** Violated by what the predicate is false for. */
    static <T extends HasDescription> ArchCondition<T> be(DescribedPredicate<? super T> predicate) {
        return none(
                "be " + predicate.getDescription(),
                item -> predicate.test(item)
                        ? Stream.empty()
                        : Stream.of(item.getDescription() + " is not " + predicate.getDescription()));
    }

    /** Violated once for each complaint. */
    static <T> ArchCondition<T> none(String description, Function<? super T, Stream<String>> complaints) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                complaints.apply(item).forEach(text -> events.add(SimpleConditionEvent.violated(item, text)));
            }
        };
    }
}
