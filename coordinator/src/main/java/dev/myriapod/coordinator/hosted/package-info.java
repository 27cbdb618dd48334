/**
 * The objects that processes share, as pure state machines: events and the time in, replies out. {@link
 * dev.myriapod.coordinator.hosted.HostedObject} is what each of them is, {@link dev.myriapod.coordinator.hosted.Registry}
 * finds them.
 */
package dev.myriapod.coordinator.hosted;
