package dev.myriapod.client.submit;

import dev.myriapod.TaskOptions;
import dev.myriapod.proto.v1.TaskLimits;
import java.time.Duration;

/** A task's options on the wire. */
public final class Limits {
    private Limits() {}

    /** What the coordinator needs to know of these options. */
    public static TaskLimits of(TaskOptions options) {
        TaskOptions.Retries retries = options.retries();
        TaskLimits.Builder limits = TaskLimits.newBuilder()
                // No grace and no backoff at all are one nanosecond: 0 would mean that there is no limit.
                .setGraceNanos(Math.max(1, nanos(options.gracePeriod())))
                .setRetries(retries.limit())
                .setBackoffNanos(nanos(retries.backoff()))
                .setMaxBackoffNanos(Math.max(1, nanos(retries.maxBackoff())))
                .setPriority(options.priority())
                .setMaxWorkerDeaths(retries.maxWorkerDeaths());
        options.timeout().ifPresent(timeout -> limits.setTimeoutNanos(nanos(timeout)));
        options.queueTimeout().ifPresent(timeout -> limits.setQueueTimeoutNanos(nanos(timeout)));
        retries.on().forEach(type -> limits.addRetryOn(type.getName()));
        return limits.build();
    }

    /** In nanoseconds; 292 years if it is more. */
    public static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
