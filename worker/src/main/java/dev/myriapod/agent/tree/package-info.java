/**
 * Signals to processes and all that they have started. {@link ProcessTree} reaches what still descends from one, {@link
 * Orphans} what no longer does.
 */
@NullMarked
package dev.myriapod.agent.tree;

import org.jspecify.annotations.NullMarked;
