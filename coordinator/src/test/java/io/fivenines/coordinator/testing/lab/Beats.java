package io.fivenines.coordinator.testing.lab;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Records;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A coordinator's heartbeats to one agent, as far as the agent can tell; connects again whenever it must. */
final class Beats {
    private static final int EVERY_MS = 100;

    private final InetSocketAddress agent;
    volatile boolean speaking = true;
    volatile boolean contact = true;
    volatile Plan plan = Plan.NONE;
    private long number;

    Beats(InetSocketAddress agent) {
        this.agent = agent;
        Thread thread = new Thread(this::run);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(agent, 500);
                socket.setSoTimeout(500);
                speak(socket);
            } catch (IOException e) {
                // The agent is away.
            }
            Sightings.pause(EVERY_MS);
        }
    }

    private void speak(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        while (speaking) {
            Beat beat = new Beat("c1", "eu", number++, contact, plan.epoch(), plan.number());
            byte[] bytes = Records.bytes(beat);
            out.write(bytes);
            out.write('\n');
            for (int next = socket.getInputStream().read();
                    next != '\n';
                    next = socket.getInputStream().read()) {
                if (next < 0) {
                    throw new IOException("closed");
                }
            }
            Sightings.pause(EVERY_MS);
        }
    }
}
