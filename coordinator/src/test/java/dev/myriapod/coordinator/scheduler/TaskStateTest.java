package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.terms.TaskState.ASSIGNED;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.CANCELLED;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.CRASHED;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.FAILED;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.PENDING;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.RUNNING;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.SUCCEEDED;
import static dev.myriapod.coordinator.scheduler.terms.TaskState.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskStateTest {
    private static final Map<TaskState, Set<TaskState>> LEGAL = Map.of(
            PENDING, Set.of(ASSIGNED, TIMED_OUT, CANCELLED, FAILED),
            ASSIGNED, Set.of(PENDING, RUNNING, CANCELLED, FAILED, CRASHED),
            RUNNING, Set.of(PENDING, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, CRASHED));

    static Stream<Arguments> arrows() {
        List<Arguments> arrows = new ArrayList<>();
        for (TaskState from : TaskState.values()) {
            for (TaskState to : TaskState.values()) {
                arrows.add(Arguments.of(from, to));
            }
        }
        return arrows.stream();
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void everyArrowIsLegalOrThrows(TaskState from, TaskState to) {
        Task task = in(from, 1);

        if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
            task.become(to);
            assertThat(task.state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> task.become(to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Task 7 cannot go from " + from + " to " + to);
            assertThat(task.state()).isEqualTo(from);
        }
    }

    @Test
    void aTaskWithoutRetriesDoesNotGoBackFromRunning() {
        Task task = in(RUNNING, 0);
        assertThatThrownBy(() -> task.become(PENDING)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void theLastFiveAreEnds(TaskState state) {
        assertThat(in(state, 0).hasEnded())
                .isEqualTo(
                        Set.of(SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, CRASHED).contains(state));
    }

    /** A task that got there by legal arrows, with one attempt if it ran. */
    private static Task in(TaskState state, int retries) {
        Task task = new Task(7, new TaskLimits(0, 0, 0, new Retries(retries, 0, 0, 0)), 0, 0, "payload");
        if (state != PENDING) {
            task.become(ASSIGNED);
        }
        if (state != PENDING && state != ASSIGNED) {
            task.become(RUNNING);
            task.attempts = 1;
        }
        if (state.isEnd()) {
            task.become(state);
        }
        return task;
    }
}
