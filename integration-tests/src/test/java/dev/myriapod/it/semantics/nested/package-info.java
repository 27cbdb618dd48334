/** Tasks that submit tasks and wait for them. */
package dev.myriapod.it.semantics.nested;
