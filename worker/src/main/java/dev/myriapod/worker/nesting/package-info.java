/**
 * Tasks that use the cluster that runs them: {@link dev.myriapod.worker.nesting.TaskWaits} tells when they wait, {@link
 * dev.myriapod.worker.nesting.Surroundings} gives them what is around them.
 */
package dev.myriapod.worker.nesting;
