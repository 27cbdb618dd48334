package dev.myriapod.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a command reads and writes.
 *
 * @param out unlike {@link System#out}, it tells when it cannot be written
 */
public record Streams(InputStream in, OutputStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
    /** Those of this process. */
    public static Streams own() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                Terminal.isPipe(1) ? new PipeOutput(out) : out,
                System.err,
                Terminal.shows(1),
                Terminal.shows(2));
    }
}
