/** Histories of what several processes did with shared objects at the same time, and whether they could have done it one by one. */
package dev.myriapod.it.shared.history;
