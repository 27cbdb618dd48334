/** Objects in processes of their own: {@link dev.myriapod.client.shared.actor.ClientActor} calls them, and {@link
 * dev.myriapod.client.shared.actor.Performer} is their process's part. */
package dev.myriapod.client.shared.actor;
