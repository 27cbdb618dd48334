/** A single value or number: {@link dev.myriapod.coordinator.hosted.value.HostedValue}, {@link dev.myriapod.coordinator.hosted.value.HostedNumber}. */
package dev.myriapod.coordinator.hosted.value;
