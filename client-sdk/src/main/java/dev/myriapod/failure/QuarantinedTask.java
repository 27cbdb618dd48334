package dev.myriapod.failure;

import java.util.List;

/**
 * A task that was given up because workers died with it.
 *
 * @param taskId its number in its pool
 * @param deaths how those workers ended, oldest first; at least one
 * @param submitSite the frames of its submit, the innermost first
 */
public record QuarantinedTask(long taskId, List<ProcessDeath> deaths, List<StackTraceElement> submitSite) {
    public QuarantinedTask {
        deaths = List.copyOf(deaths);
        submitSite = List.copyOf(submitSite);
    }
}
