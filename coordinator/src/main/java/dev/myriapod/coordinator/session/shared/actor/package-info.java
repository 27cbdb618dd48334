/** Objects in processes of their own: how they are spoken with, and their processes. */
package dev.myriapod.coordinator.session.shared.actor;
