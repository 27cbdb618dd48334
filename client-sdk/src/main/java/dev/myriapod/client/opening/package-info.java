/** How a pool's stream begins: {@link dev.myriapod.client.opening.Opening} is the door. */
package dev.myriapod.client.opening;
