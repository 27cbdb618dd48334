/** What a task's future promises, and how a task's options shape its life. */
package dev.myriapod.it.semantics.future;
