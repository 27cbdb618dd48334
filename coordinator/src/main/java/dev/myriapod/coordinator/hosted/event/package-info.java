/** Events. {@link dev.myriapod.coordinator.hosted.event.HostedEvent} is the door. */
package dev.myriapod.coordinator.hosted.event;
