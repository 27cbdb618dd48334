/** {@code myriapod map}: a function over lines. Begin with {@link dev.myriapod.cli.map.MapRun}. */
package dev.myriapod.cli.map;
