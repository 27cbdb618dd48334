package dev.myriapod.agent.fork;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/*
 * A JDK 17 that finds no file descriptors for the pipes of a process gives up, and then closes two that it has never opened:
 * whatever numbers are on its stack, standard input among them. So it is not let come to that.
 */
/** Looks whether there are file descriptors for the pipes of a process, before the JDK does. */
final class PipeRoom {
    private static final String NOTHING = File.separatorChar == '/' ? "/dev/null" : "NUL";
    /** Five pipes; fewer would not do, more are for what other threads open at this moment. */
    private static final int DESCRIPTORS = 16;

    private PipeRoom() {}

    /** Throws what the operating system says if there are too few. */
    static void check() throws IOException {
        List<FileInputStream> taken = new ArrayList<>(DESCRIPTORS);
        try {
            for (int i = 0; i < DESCRIPTORS; i++) {
                taken.add(new FileInputStream(NOTHING));
            }
        } catch (IOException e) {
            throw new IOException("there are no file descriptors for its pipes: " + e.getMessage(), e);
        } finally {
            for (FileInputStream one : taken) {
                one.close();
            }
        }
    }
}
