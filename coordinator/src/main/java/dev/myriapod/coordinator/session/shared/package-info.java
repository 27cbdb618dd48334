/**
 * One process's stream to one shared object, for objects of all kinds: {@link
 * dev.myriapod.coordinator.session.shared.HostedObjects} is the door. What is particular about a kind is its {@link
 * dev.myriapod.coordinator.session.shared.ObjectWire}.
 */
package dev.myriapod.coordinator.session.shared;
