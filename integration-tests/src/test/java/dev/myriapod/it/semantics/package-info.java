/** What Python's own tests of multiprocessing assert, and what the JDK's interfaces promise, in real JVMs. */
package dev.myriapod.it.semantics;
