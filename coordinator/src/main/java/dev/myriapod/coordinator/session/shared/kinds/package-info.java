/** The kinds of shared objects, as they are spoken with: one {@link dev.myriapod.coordinator.session.shared.ObjectWire} each. */
package dev.myriapod.coordinator.session.shared.kinds;
