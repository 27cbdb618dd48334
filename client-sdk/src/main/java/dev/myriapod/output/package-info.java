/** What workers and child processes print, and where it goes. */
package dev.myriapod.output;
