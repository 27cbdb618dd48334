/** Text files: found, read, counted. */
package dev.myriapod.examples.text;
