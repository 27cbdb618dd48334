/** How a long {@code map} shows that it gets on. */
package dev.myriapod.progress;
