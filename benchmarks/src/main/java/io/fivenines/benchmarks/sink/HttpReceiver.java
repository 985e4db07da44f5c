package io.fivenines.benchmarks.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fivenines.benchmarks.process.GatewayHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.zip.GZIPInputStream;

/** A web server on one port; killed, it closes every connection, whatever it was in the middle of. */
public final class HttpReceiver implements Receiver {
    private final Delivered delivered = new Delivered();
    private final int port;
    private HttpServer server;

    public HttpReceiver() throws IOException {
        port = GatewayHome.freePort();
        restart();
    }

    @Override
    public String[] configuration() {
        return new String[] {
            "    kind: http", "    http: {url: 'http://" + GatewayHome.HOST + ":" + port + "/in', compression: gzip}"
        };
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        delivered.take(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public void kill() {
        server.stop(0);
    }

    @Override
    public void restart() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/in", this::take);
        server.start();
    }

    @Override
    public Delivered delivered() {
        return delivered;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
