/** What README.md and docs/ say is true: their Java compiles, the README's program prints what stands there, links lead somewhere. */
package dev.myriapod.it.docs;
