/** What a pool and its tasks are asked to be, and where they are: plain data. */
package dev.myriapod.coordinator.scheduler.terms;
