package dev.myriapod.coordinator.session.pool;

import dev.myriapod.proto.v1.SubmitTask;

/**
 * What the scheduler carries along with a task.
 *
 * @param submit what the client sent, whole, its function by its number in the pool
 * @param root the opening client's number of the task on whose behalf it runs; mostly its own; 0 if unknown
 */
record SubmittedTask(SubmitTask submit, long root) {}
