/**
 * Who runs what and when: the state machine of one pool, which turns events into commands and does nothing else. The door
 * is {@link dev.myriapod.coordinator.scheduler.TaskScheduler}.
 */
@NullMarked
package dev.myriapod.coordinator.scheduler;

import org.jspecify.annotations.NullMarked;
