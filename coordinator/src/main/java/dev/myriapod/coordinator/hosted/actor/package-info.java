/** Objects in processes of their own. {@link dev.myriapod.coordinator.hosted.actor.HostedActor} is the door. */
package dev.myriapod.coordinator.hosted.actor;
