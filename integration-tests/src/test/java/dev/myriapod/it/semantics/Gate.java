package dev.myriapod.it.semantics;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where code in another process says that it is there and waits to be let through: what a latch is between threads. With it
 * a test knows that a task runs, and for how long, without looking at a clock.
 */
public final class Gate implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> waiting = new CopyOnWriteArrayList<>();

    /** A closed gate. */
    public Gate() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            server.setSoTimeout(60_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other process needs to find it. */
    public int port() {
        return server.getLocalPort();
    }

    /** Blocks until one more has come to the gate; returns its process id. */
    public long awaitArrival() {
        try {
            Socket socket = server.accept();
            waiting.add(socket);
            return new DataInputStream(socket.getInputStream()).readLong();
        } catch (IOException e) {
            throw new UncheckedIOException("nobody came to the gate", e);
        }
    }

    /** Lets all through that have been seen arriving. */
    public void letThrough() {
        for (Socket socket : waiting) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Lets everybody through, also those who come later. */
    @Override
    public void close() {
        letThrough();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called in the other process: waits at the gate; ignores interrupts, as socket reads do. Returns its own pid. */
    public static long pass(int port) {
        long pid = ProcessHandle.current().pid();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            new DataOutputStream(socket.getOutputStream()).writeLong(pid);
            if (socket.getInputStream().read() >= 0) {
                throw new IllegalStateException("nothing is ever sent through a gate");
            }
        } catch (IOException e) {
            // Opened from the other side before this side had finished talking.
            return pid;
        }
        return pid;
    }
}
