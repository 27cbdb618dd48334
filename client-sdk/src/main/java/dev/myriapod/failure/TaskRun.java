package dev.myriapod.failure;

/**
 * Which run of which task a failure is about.
 *
 * @param taskId the task's number in its pool, from 1; 0 if no task is concerned
 * @param attempt how many times the task had begun; 0 if it never did
 * @param workerPid the process that ran it last; 0 if none did
 * @param worker that process's name, such as {@code worker-3}; empty if none, and where the task succeeded but
 *     its result could not be decoded on this side: then the process id alone says which it was
 */
public record TaskRun(long taskId, int attempt, long workerPid, String worker) {
    /** For failures that concern no task. */
    public static final TaskRun NONE = new TaskRun(0, 0, 0, "");
}
