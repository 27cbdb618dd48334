/** Processes that agents run for sessions: {@link dev.myriapod.coordinator.session.process.Hosts} is the door. */
package dev.myriapod.coordinator.session.process;
