/**
 * How pools and futures are encoded, and what they become where they arrive: {@link
 * dev.myriapod.client.travel.HandleReader} is the door.
 */
package dev.myriapod.client.travel;
