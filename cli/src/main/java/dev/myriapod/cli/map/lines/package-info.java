/** Lines in, results out: {@link dev.myriapod.cli.map.lines.LineReader}. */
package dev.myriapod.cli.map.lines;
