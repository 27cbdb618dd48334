/** What commands read and write. */
package dev.myriapod.cli.terminal;
