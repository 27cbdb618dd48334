/** Single values and numbers, as a process sees them. */
package dev.myriapod.client.shared.value;
