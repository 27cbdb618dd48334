/** The JDK's interfaces as Guava's testlib understands them, asked of the shared objects. */
package dev.myriapod.it.shared.conformance;
