package dev.myriapod.it.faults;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** A value that does harm to whoever encodes or decodes it. */
final class Trap implements Serializable {
    /** What it does. */
    enum Harm {
        THROW {
            @Override
            void happen() throws IOException {
                throw new InvalidObjectException("sprung");
            }
        },
        EXIT {
            @Override
            void happen() {
                Deeds.exit(5);
            }
        },
        CRASH {
            @Override
            void happen() throws IOException {
                try {
                    Deeds.crash();
                } catch (ReflectiveOperationException e) {
                    throw new IOException(e);
                }
            }
        };

        abstract void happen() throws IOException;
    }

    private final Harm harm;
    private final boolean whenRead;

    private Trap(Harm harm, boolean whenRead) {
        this.harm = harm;
        this.whenRead = whenRead;
    }

    static Trap forReaders(Harm harm) {
        return new Trap(harm, true);
    }

    static Trap forWriters(Harm harm) {
        return new Trap(harm, false);
    }

    /** Never called where it harms its reader. */
    static Harm open(Trap trap) {
        return trap.harm;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        if (!whenRead) {
            harm.happen();
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (whenRead) {
            harm.happen();
        }
    }
}
