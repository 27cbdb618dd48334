/** Items on their way into a pool: {@link dev.myriapod.client.feed.ItemFeed} is the door. */
package dev.myriapod.client.feed;
