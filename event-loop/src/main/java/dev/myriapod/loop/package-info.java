/** The one kind of event loop that every process of a cluster has: {@link dev.myriapod.loop.EventLoops} is the door. */
package dev.myriapod.loop;
