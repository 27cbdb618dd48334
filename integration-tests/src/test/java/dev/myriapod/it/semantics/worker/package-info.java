/** The JVM that a task finds itself in. */
package dev.myriapod.it.semantics.worker;
