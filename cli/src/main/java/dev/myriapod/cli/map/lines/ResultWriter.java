package dev.myriapod.cli.map.lines;

import dev.myriapod.cli.terminal.BrokenPipeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Writes results as lines. Unlike a print stream, it says when nobody takes them any more. Used by one thread. */
public final class ResultWriter {
    private final BufferedOutputStream out;
    private final Charset charset;

    /** To this output. */
    public ResultWriter(OutputStream out, Charset charset) {
        this.out = new BufferedOutputStream(out, 64 << 10);
        this.charset = charset;
    }

    /** Writes a line, sooner or later; false and nothing if the charset has no way to write it. */
    public boolean write(String result) throws IOException {
        ByteBuffer bytes;
        try {
            bytes = charset.newEncoder().encode(CharBuffer.wrap(result));
        } catch (CharacterCodingException e) {
            return false;
        }
        try {
            out.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
            out.write('\n');
        } catch (IOException e) {
            throw explained(e);
        }
        return true;
    }

    /** Writes what was not written yet. */
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private static IOException explained(IOException e) {
        return BrokenPipeException.isMeantBy(e)
                ? new BrokenPipeException(e)
                : new IOException("Standard output cannot be written: " + e.getMessage(), e);
    }
}
