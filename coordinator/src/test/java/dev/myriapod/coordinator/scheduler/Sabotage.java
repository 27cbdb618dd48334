package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bugs as they look from outside the scheduler, in it or in its adapter. The simulation must find each of them; if it does
 * not, it proves nothing.
 */
enum Sabotage {
    NONE,
    /** A task's end is not told. */
    LOSES_ENDS {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return without(
                    commands,
                    command -> command instanceof PoolCommand.EndTask end
                            && end.task().id() % 5 == 0);
        }
    },
    /** A task's end is told twice. */
    ENDS_TWICE {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return twice(
                    commands,
                    command -> command instanceof PoolCommand.EndTask end
                            && end.task().id() % 5 == 0);
        }
    },
    /** An attempt too many is counted. */
    COUNTS_ONE_MORE {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            List<PoolCommand> changed = new ArrayList<>();
            for (PoolCommand command : commands) {
                changed.add(
                        command instanceof PoolCommand.EndTask end && end.task().id() % 5 == 0
                                ? new PoolCommand.EndTask(
                                        end.task(), end.attempt() + 1, end.worker(), end.pid(), end.end())
                                : command);
            }
            return changed;
        }
    },
    /** What a dead worker had begun is taken for not begun: it runs again unasked. */
    FORGETS_BEGINS {
        @Override
        PoolEvent event(PoolEvent event) {
            return event instanceof PoolEvent.ProcessExited exited
                    ? new PoolEvent.ProcessExited(
                            exited.worker(), new WorkerDeath(exited.death().evidence(), 0, List.of()))
                    : event;
        }
    },
    /** A task is blamed that had not begun. */
    BLAMES_ONE_MORE {
        @Override
        PoolEvent event(PoolEvent event) {
            if (event instanceof PoolEvent.ProcessExited exited) {
                WorkerDeath death = exited.death();
                return new PoolEvent.ProcessExited(
                        exited.worker(), new WorkerDeath(death.evidence(), death.begunSequence() + 1, death.running()));
            }
            return event;
        }
    },
    /** What a worker returned is not heard of. */
    LOSES_OUTCOMES {
        @Override
        @Nullable
        PoolEvent event(PoolEvent event) {
            if (event instanceof PoolEvent.TasksFinished several) {
                return new PoolEvent.TasksFinished(
                        several.worker(),
                        several.tasks().stream()
                                .filter(finished -> finished.sequence() % 7 != 0)
                                .toList());
            }
            return event instanceof PoolEvent.TaskFinished finished && finished.sequence() % 7 == 0 ? null : event;
        }
    },
    /** A task that waits for ever is not told so. */
    LOSES_FAILED_WAITS {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return without(commands, command -> command instanceof PoolCommand.FailWait);
        }
    },
    /** It is not heard that a task waits. */
    LOSES_BLOCKED {
        @Override
        @Nullable
        PoolEvent event(PoolEvent event) {
            return event instanceof PoolEvent.TaskBlocked ? null : event;
        }
    },
    /** The answer to a revoke is lost. */
    LOSES_REVOKED {
        @Override
        @Nullable
        PoolEvent event(PoolEvent event) {
            return event instanceof PoolEvent.TasksRevoked ? null : event;
        }
    },
    /** A worker is not started. */
    LOSES_STARTS {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return without(
                    commands, command -> command instanceof PoolCommand.StartWorker start && start.worker() % 3 == 0);
        }
    },
    /** A task is sent twice. */
    ASSIGNS_TWICE {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return twice(
                    commands,
                    command -> command instanceof PoolCommand.Assign assign
                            && assign.task().id() % 5 == 0);
        }
    },
    /** Two tasks change places. */
    SWAPS_ASSIGNS {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            List<PoolCommand> changed = new ArrayList<>(commands);
            for (int i = 1; i < changed.size(); i++) {
                if (changed.get(i - 1) instanceof PoolCommand.Assign && changed.get(i) instanceof PoolCommand.Assign) {
                    changed.set(i - 1, changed.set(i, changed.get(i - 1)));
                    return changed;
                }
            }
            return changed;
        }
    },
    /** Every task is as urgent as any other. */
    IGNORES_PRIORITY {
        @Override
        PoolEvent event(PoolEvent event) {
            return event instanceof PoolEvent.Submitted submitted
                    ? new PoolEvent.Submitted(
                            new Task(
                                    submitted.task().id(),
                                    submitted.task().limits(),
                                    0,
                                    submitted.task().payloadBytes(),
                                    "payload"),
                            submitted.nested())
                    : event;
        }
    },
    /** A process's exit is not heard of. */
    LOSES_EXITS {
        @Override
        @Nullable
        PoolEvent event(PoolEvent event) {
            return event instanceof PoolEvent.ProcessExited exited && exited.worker() % 3 == 0 ? null : event;
        }
    },
    /** A worker that shall die is left alone. */
    LOSES_KILLS {
        @Override
        List<PoolCommand> commands(List<PoolCommand> commands) {
            return without(commands, command -> command instanceof PoolCommand.KillWorker);
        }
    };

    /** What the scheduler hears instead; null: nothing. */
    @Nullable
    PoolEvent event(PoolEvent event) {
        return event;
    }

    /** What the world hears instead. */
    List<PoolCommand> commands(List<PoolCommand> commands) {
        return commands;
    }

    private interface Choice {
        boolean takes(PoolCommand command);
    }

    private static List<PoolCommand> without(List<PoolCommand> commands, Choice choice) {
        return commands.stream().filter(command -> !choice.takes(command)).toList();
    }

    private static List<PoolCommand> twice(List<PoolCommand> commands, Choice choice) {
        List<PoolCommand> changed = new ArrayList<>();
        for (PoolCommand command : commands) {
            changed.add(command);
            if (choice.takes(command)) {
                changed.add(command);
            }
        }
        return changed;
    }
}
