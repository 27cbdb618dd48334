package dev.myriapod.output;

/**
 * One whole line that a process printed.
 *
 * @param process its name, such as {@code worker-3}
 * @param taskId the task that ran there; 0 if none or unknown, as for what native code prints between tasks
 * @param error whether it came from standard error
 * @param text the line without its end
 */
public record OutputLine(String process, long taskId, boolean error, String text) {}
