package dev.myriapod.failure;

import java.io.Serializable;
import java.util.List;

/**
 * How a process ended.
 *
 * @param process its name, such as {@code worker-3}
 * @param pid its process id; 0 if it never had one
 * @param exitCode its exit code as Python gives it: {@code -N} where signal N ended it
 * @param stderr its last lines on standard error, oldest first, at most 100
 * @param hsErr where the JVM left its fatal error log; empty if it left none
 * @param memoryLimit in bytes, if Myriapod killed it because more of its memory was resident; 0: that was not why
 */
public record ProcessDeath(String process, long pid, int exitCode, List<String> stderr, String hsErr, long memoryLimit)
        implements Serializable {
    public ProcessDeath {
        stderr = List.copyOf(stderr);
    }
}
