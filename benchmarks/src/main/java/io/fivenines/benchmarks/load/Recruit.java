package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.Gt06Orders;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A tracker that only does as it is told: logs in, takes commands and answers each; when it loses its gateway it goes
 * to the next one of its list. Runs on a thread of its own until it is dismissed.
 */
public final class Recruit implements Runnable {
    private static final int CONNECT_MS = 1_000;
    private static final int AGAIN_MS = 200;

    private final String imei;
    private final List<Integer> ports;
    private final Consumer<String> told;
    private final CountDownLatch dismissed = new CountDownLatch(1);
    private volatile Socket socket;

    /**
     * At home.
     *
     * @param ports of gateways on this machine, the one to go to first in front
     * @param told is given the text of each command before it is answered; any thread
     */
    public Recruit(String imei, List<Integer> ports, Consumer<String> told) {
        this.imei = imei;
        this.ports = List.copyOf(ports);
        this.told = told;
    }

    @Override
    public void run() {
        for (int i = 0; dismissed.getCount() > 0; i++) {
            try (Socket line = new Socket()) {
                socket = line;
                line.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(i % ports.size())),
                        CONNECT_MS);
                serve(line);
            } catch (IOException e) {
                // Its gateway is gone; the next one.
            }
            try {
                dismissed.await(AGAIN_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(Socket line) throws IOException {
        line.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(line.getInputStream());
        line.getOutputStream().write(Gt06Orders.login(imei));
        while (dismissed.getCount() > 0) {
            Gt06Orders.Order order = Gt06Orders.read(in);
            if (order != null) {
                told.accept(order.text());
                line.getOutputStream().write(Gt06Orders.answer(order, "done " + order.text()));
            }
        }
    }

    /** Goes home; it may be told nothing any more. */
    public void dismiss() throws IOException {
        dismissed.countDown();
        Socket line = socket;
        if (line != null) {
            line.close();
        }
    }
}
