package dev.myriapod.coordinator.hosted.barrier;

import org.jspecify.annotations.Nullable;

/**
 * What a barrier is. Two are alike if as many must arrive: functions cannot be compared.
 *
 * @param parties how many must arrive
 * @param action what the last one runs, opaque; null: nothing
 */
public record BarrierTerms(int parties, @Nullable Object action) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BarrierTerms that && that.parties == parties;
    }

    @Override
    public int hashCode() {
        return parties;
    }

    @Override
    public String toString() {
        return parties + " parties";
    }
}
