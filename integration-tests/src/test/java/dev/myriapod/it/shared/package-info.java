/** What processes share, in real JVMs. */
package dev.myriapod.it.shared;
