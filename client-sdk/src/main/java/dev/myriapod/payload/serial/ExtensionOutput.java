package dev.myriapod.payload.serial;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Where an extension writes an object. By it, it can hear what becomes of the payload around that object. */
public final class ExtensionOutput extends OutputStream {
    private final OutputStream to;
    private final Consumer<Ending> endings;

    /**
     * What is to be done, on the thread that encodes.
     *
     * @param encoded once the payload is there
     * @param dropped if it never will be, or is encoded anew in another way
     */
    public record Ending(Runnable encoded, Runnable dropped) {}

    /** Into that one; endings go to whoever knows them. */
    public ExtensionOutput(OutputStream to, Consumer<Ending> endings) {
        this.to = to;
        this.endings = endings;
    }

    /** Does one of these when it is known what becomes of the payload. */
    public void whenEnded(Runnable encoded, Runnable dropped) {
        endings.accept(new Ending(encoded, dropped));
    }

    @Override
    public void write(int single) throws IOException {
        to.write(single);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        to.write(bytes, offset, length);
    }
}
