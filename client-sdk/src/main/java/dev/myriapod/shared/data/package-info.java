/**
 * Data that processes share and change at once: {@link dev.myriapod.shared.data.SharedData}, which every {@link
 * dev.myriapod.Myriapod} is, is the door.
 */
package dev.myriapod.shared.data;
