package dev.myriapod.admission;

/**
 * How full a pool is, at about the moment when a task did not fit.
 *
 * @param pool its name
 * @param tasks how many of its tasks have not ended
 * @param bytes how many bytes their encoded arguments have
 * @param taskBytes how many the task has that does not fit
 */
public record PoolLoad(String pool, long tasks, long bytes, long taskBytes) {}
