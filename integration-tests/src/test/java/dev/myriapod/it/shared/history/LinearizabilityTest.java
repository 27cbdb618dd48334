package dev.myriapod.it.shared.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker tells what can have been from what cannot, for each model. */
class LinearizabilityTest {
    private final List<Operation> history = new ArrayList<>();

    /** Done from one moment to another by a thread of its own; null: nobody knows. */
    private void did(
            String process, long called, long answered, String what, @Nullable Object answer, Object... arguments) {
        Operation operation = new Operation(
                process + "#" + history.size(),
                process,
                process,
                "object",
                what,
                List.of(arguments).stream().map(String::valueOf).toList(),
                answer == null ? null : String.valueOf(answer),
                called,
                answer == null ? Long.MAX_VALUE : answered);
        history.add(operation);
    }

    private <S> boolean holds(Model<S> model) {
        return Linearizability.problem(model, history) == null;
    }

    @Test
    void aCellReadWhileItIsWritten() {
        did("a", 0, 10, "set", "done", "1");
        did("b", 5, 6, "get", "1");
        did("c", 7, 8, "get", "1");
        assertThat(holds(new CellModel("0"))).isTrue();
    }

    @Test
    void aCellThatGoesBack() {
        did("a", 0, 10, "set", "done", "1");
        did("b", 5, 6, "get", "1");
        did("c", 7, 8, "get", "0");
        assertThat(Linearizability.problem(new CellModel("0"), history)).contains("After 2 operations", "c#2 by c");
    }

    @Test
    void aLostUpdate() {
        did("a", 0, 10, "addAndGet", "1", 1);
        did("b", 0, 10, "addAndGet", "1", 1);
        assertThat(holds(new CellModel("0"))).isFalse();
    }

    @Test
    void aWriteOfOneThatDiedMayShowLateOrNever() {
        did("a", 0, 0, "set", null, "1");
        did("b", 5, 6, "get", "0");
        assertThat(holds(new CellModel("0"))).isTrue();
        did("b", 7, 8, "get", "1");
        assertThat(holds(new CellModel("0"))).isTrue();
        did("b", 9, 10, "get", "0");
        assertThat(holds(new CellModel("0"))).isFalse();
    }

    @Test
    void aDictsKey() {
        did("a", 0, 1, "putIfAbsent", "null", "1");
        did("b", 2, 3, "putIfAbsent", "1", "2");
        did("b", 4, 5, "remove", "1");
        did("b", 6, 7, "append", "3", "3");
        assertThat(holds(new CellModel("null"))).isTrue();
        did("b", 8, 9, "compareAndSet", "true", "1", "2");
        assertThat(holds(new CellModel("null"))).isFalse();
    }

    @Test
    void aQueueInOrder() {
        did("a", 0, 10, "offer", "true", "1");
        did("b", 0, 10, "offer", "true", "2");
        did("c", 11, 12, "poll", "2");
        did("c", 13, 14, "poll", "1");
        did("c", 15, 16, "poll", "null");
        assertThat(holds(QueueModel.of(2, history, Set.of()))).isTrue();
    }

    @Test
    void aQueueOutOfOrder() {
        did("a", 0, 1, "offer", "true", "1");
        did("a", 2, 3, "offer", "true", "2");
        did("b", 4, 5, "poll", "2");
        assertThat(holds(QueueModel.of(2, history, Set.of()))).isFalse();
    }

    @Test
    void aQueueWithMoreThanItsCapacity() {
        did("a", 0, 1, "offer", "true", "1");
        did("a", 2, 3, "offer", "true", "2");
        assertThat(holds(QueueModel.of(1, history, Set.of()))).isFalse();
    }

    @Test
    void anElementThatIsLost() {
        did("a", 0, 1, "offer", "true", "1");
        did("b", 4, 5, "poll", "null");
        assertThat(holds(QueueModel.of(2, history, Set.of()))).isFalse();
    }

    @Test
    void anElementComesTwiceOnlyIfWhoTookItDied() {
        did("a", 0, 1, "offer", "true", "1");
        did("b", 4, 5, "poll", "1");
        did("c", 6, 7, "poll", "null");
        did("c", 8, 9, "poll", "1");
        assertThat(holds(QueueModel.of(2, new ArrayList<>(history), Set.of()))).isFalse();
        assertThat(holds(QueueModel.of(2, history, Set.of("b")))).isTrue();
        did("c", 10, 11, "poll", "1");
        assertThat(holds(QueueModel.of(2, history, Set.of("b")))).isFalse();
    }

    @Test
    void whatOneTookThatDiedMayBeGoneAndComeBackToTheFront() {
        did("a", 0, 1, "offer", "true", "1");
        did("a", 2, 3, "offer", "true", "2");
        did("b", 4, 0, "poll", null);
        did("c", 6, 7, "offer", "true", "3");
        did("c", 8, 9, "poll", "1");
        assertThat(holds(QueueModel.of(2, history, Set.of("b")))).isTrue();
        did("c", 10, 11, "poll", "3");
        assertThat(holds(QueueModel.of(2, history, Set.of("b")))).isFalse();
    }

    @Test
    void aLockWithOneOwner() {
        did("a", 0, 5, "lock", "1/false");
        did("b", 1, 9, "lock", "2/false");
        did("c", 6, 7, "tryLock", "false");
        did("a", 8, 9, "unlock", "done");
        assertThat(holds(new LockModel())).isTrue();
    }

    @Test
    void aLockWithTwoOwners() {
        did("a", 0, 5, "lock", "1/false");
        did("b", 1, 7, "lock", "2/false");
        did("a", 8, 9, "unlock", "done");
        assertThat(holds(new LockModel())).isFalse();
    }

    @Test
    void aDeathReleasesALockAndShows() {
        did("a", 0, 5, "lock", "1/false");
        did("b", 6, 9, "lock", "2/true");
        assertThat(holds(new LockModel())).isFalse();
        history.add(Operation.possible("expire a", "a", "object", "expire", "a", 7));
        assertThat(holds(new LockModel())).isTrue();
        did("b", 10, 11, "unlock", "done");
        did("c", 12, 13, "tryLock", "3/true");
        assertThat(holds(new LockModel())).isFalse();
    }

    @Test
    void aTokenThatDoesNotGrow() {
        did("a", 0, 1, "lock", "1/false");
        did("a", 2, 3, "unlock", "done");
        did("b", 4, 5, "lock", "1/false");
        assertThat(holds(new LockModel())).isFalse();
    }

    @Test
    void aSemaphoresPermits() {
        did("a", 0, 9, "acquire", "true", 2);
        did("b", 0, 9, "tryAcquire", "false", 2);
        did("a", 10, 11, "release", "done", 2);
        did("b", 10, 12, "acquire", "true", 3);
        assertThat(holds(new SemaphoreModel(3))).isTrue();
        did("c", 13, 14, "tryAcquire", "true", 1);
        assertThat(holds(new SemaphoreModel(3))).isFalse();
        history.add(Operation.possible("expire b", "b", "object", "expire", "b", 12));
        assertThat(holds(new SemaphoreModel(3))).isTrue();
    }

    @Test
    void aSemaphoreThatRefusesWhatItHas() {
        did("a", 0, 1, "acquire", "true", 2);
        did("b", 2, 3, "tryAcquire", "false", 1);
        assertThat(holds(new SemaphoreModel(3))).isFalse();
    }
}
