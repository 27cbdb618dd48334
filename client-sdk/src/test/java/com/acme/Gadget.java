package com.acme;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Touches a file when it is deserialized, as an attacker would do worse. */
public final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String file;

    public Gadget(Path file) {
        this.file = file.toString();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        touch(file);
    }

    /** The same as a record. */
    public record Trap(String file) {
        public Trap {
            if (!file.isEmpty()) {
                touch(file);
            }
        }
    }

    private static void touch(String file) {
        try {
            Files.writeString(Path.of(file), "touched");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
