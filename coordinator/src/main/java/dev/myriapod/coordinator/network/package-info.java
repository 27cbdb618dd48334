/** How the coordinator is reached over a network: what whoever starts it may choose. */
package dev.myriapod.coordinator.network;
