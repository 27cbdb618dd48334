/** What has to live as long as a task that took it along: {@link dev.myriapod.client.luggage.Luggage} is the door. */
package dev.myriapod.client.luggage;
