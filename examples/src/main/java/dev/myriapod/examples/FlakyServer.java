package dev.myriapod.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on this machine with the habits of the real ones: {@code /flaky} fails twice, {@code /slow} leaves its first
 * visitor waiting, {@code /stuck} leaves everybody waiting, {@code /missing} does not exist, all else is fine.
 */
final class FlakyServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How often each path was asked for. Written by the server's threads. */
    private final Map<String, Integer> visits = new ConcurrentHashMap<>();

    FlakyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of a path. */
    String url(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int visit = visits.merge(path, 1, Integer::sum);
            if (path.equals("/stuck") || (path.equals("/slow") && visit == 1)) {
                closed.await();
            } else if (path.equals("/flaky") && visit <= 2) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                exchange.sendResponseHeaders(path.equals("/missing") ? 404 : 200, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
