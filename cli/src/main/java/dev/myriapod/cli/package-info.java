/** The executable: {@link dev.myriapod.cli.Main} has the commands. */
package dev.myriapod.cli;
