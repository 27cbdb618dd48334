/** What a coordinator can tell of its own log: {@link dev.myriapod.coordinator.log.RecentLog}. */
package dev.myriapod.coordinator.log;
