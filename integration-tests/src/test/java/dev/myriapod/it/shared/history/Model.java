package dev.myriapod.it.shared.history;

import org.jspecify.annotations.Nullable;

/**
 * What an object does if it is asked by one at a time.
 *
 * @param <S> its states, comparable by equals
 */
interface Model<S> {
    S initial();

    /** The state after that, if it can be done in this state with that answer; null: it cannot. */
    @Nullable
    S after(S state, Operation operation);
}
