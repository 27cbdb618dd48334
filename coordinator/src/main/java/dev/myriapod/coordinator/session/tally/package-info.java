/** What pools count. */
package dev.myriapod.coordinator.session.tally;
