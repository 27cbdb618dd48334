package dev.myriapod.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;

/** A pipe or a socket: writing to it fails for one reason only, which is that nobody reads it any more. */
final class PipeOutput extends OutputStream {
    private final OutputStream pipe;

    PipeOutput(OutputStream pipe) {
        this.pipe = pipe;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            pipe.write(bytes, from, length);
        } catch (IOException e) {
            throw new BrokenPipeException(e);
        }
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
