package io.fivenines.coordinator.cluster;

import io.fivenines.coordinator.cluster.PulseListener.Loss;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * An observer's heartbeat connection to one node, on a thread of its own; it is kept up until closed:
 *
 * <pre>
 * connecting  connected                         -> beating    onConnected
 * connecting  refused, or no answer             -> waiting    onLoss(REFUSED | SILENT)
 * beating     a pulse                           -> beating    onPulse
 * beating     reset, or ended by the other side -> connecting at once, the first time; else waiting   onLoss(RESET)
 * beating     nothing came for silenceMs        -> connecting at once                                 onLoss(SILENT)
 * beating     not the node expected             -> waiting    onLoss(WRONG)
 * waiting     back-off over                     -> connecting
 * </pre>
 *
 * A pulse ends the back-off. Beats stop being sent while the other end does not take them, so that neither this thread
 * nor the other's memory fills up.
 */
public final class PulseClient implements AutoCloseable {
    private static final int LINE_MAX = 1024;
    private static final long MS = 1_000_000;

    private final NodeId expected;
    private final String host;
    private final int port;
    private final PulseTimes times;
    private final Voice voice;
    private final PulseListener listener;
    private final LongSupplier nanos;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Socket socket;
    private long number;
    private int failures;

    /**
     * Connects and beats until closed.
     *
     * @param address host:port
     * @param nanos a clock that never goes back
     */
    public PulseClient(
            NodeId expected,
            String address,
            PulseTimes times,
            Voice voice,
            PulseListener listener,
            LongSupplier nanos) {
        this.expected = expected;
        this.times = times;
        this.voice = voice;
        this.listener = listener;
        this.nanos = nanos;
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("address '" + address + "' of " + expected + ", expected host:port");
        }
        host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        port = Integer.parseInt(address.substring(colon + 1));
        Thread thread = new Thread(this::run, "beat-" + expected);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Says one thing to whoever answers beats there, and hangs up; waits for the connection only, and under a seal for
     * the answer by which it becomes known as somebody who is there now.
     */
    public static void tell(String address, Beat beat, int timeoutMs, Seal seal) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            InetSocketAddress there =
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            socket.connect(there, timeoutMs);
            socket.setSoTimeout(timeoutMs);
            SealedLines sealed = seal.client();
            if (seal.isSet()) {
                socket.getOutputStream().write(sealed.write(beat));
                read(new LineReader(socket.getInputStream(), LINE_MAX), sealed);
            }
            socket.getOutputStream().write(sealed.write(beat));
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Socket fresh = new Socket()) {
                socket = fresh;
                if (closing.getCount() == 0) {
                    return;
                }
                fresh.setTcpNoDelay(true);
                fresh.connect(new InetSocketAddress(host, port), times.connectTimeoutMs());
                tell(listener::onConnected);
                converse(fresh);
            } catch (IOException e) {
                lost(loss(e));
            }
        }
    }

    private void tell(Event event) {
        if (closing.getCount() > 0) {
            event.at(nanos.getAsLong());
        }
    }

    private void lost(Loss loss) {
        tell(now -> listener.onLoss(loss, now));
        boolean atOnce = failures == 0 && (loss == Loss.RESET || loss == Loss.SILENT);
        failures++;
        if (!atOnce) {
            long doubled = (long) times.backoffMs() << Math.min(failures - 1, 20);
            pause(Math.min(doubled, times.backoffMaxMs()));
        }
    }

    private void pause(long ms) {
        try {
            closing.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static Loss loss(IOException e) {
        if (e instanceof ProtocolException) {
            return Loss.WRONG;
        }
        if (e instanceof NoRouteToHostException || e instanceof UnknownHostException) {
            return Loss.SILENT;
        }
        if (e instanceof ConnectException) {
            // A host that answers with a refusal; an attempt the network gave up says so in words only.
            return e.getMessage() != null && e.getMessage().contains("refused") ? Loss.REFUSED : Loss.SILENT;
        }
        return e instanceof SocketTimeoutException ? Loss.SILENT : Loss.RESET;
    }

    /** Beats and reads pulses in turn; ends with an exception. */
    private void converse(Socket open) throws IOException {
        LineReader lines = new LineReader(open.getInputStream(), LINE_MAX);
        OutputStream out = open.getOutputStream();
        SealedLines sealed = voice.seal().client();
        long heardNanos = nanos.getAsLong();
        long dueNanos = heardNanos;
        long unansweredMax = Math.max(1, times.silenceMs() / times.beatMs());
        long answered = number;
        while (true) {
            long now = nanos.getAsLong();
            if (now - dueNanos >= 0) {
                if (number - answered < unansweredMax) {
                    out.write(sealed.write(voice.beat().apply(++number)));
                }
                // After a pause of this process the beats it missed are not made up for.
                dueNanos = Math.max(dueNanos + times.beatMs() * MS, now + MS);
            }
            open.setSoTimeout((int) Math.max(1, (dueNanos - now) / MS));
            try {
                Pulse pulse = read(lines, sealed);
                if (!expected.equals(pulse.id())) {
                    throw new ProtocolException("a pulse of " + pulse.id() + ", expected one of " + expected);
                }
                heardNanos = nanos.getAsLong();
                answered = Math.max(answered, pulse.number());
                failures = 0;
                long arrived = heardNanos;
                tell(at -> listener.onPulse(pulse, arrived));
            } catch (SocketTimeoutException e) {
                if (nanos.getAsLong() - heardNanos > times.silenceMs() * MS) {
                    throw e;
                }
            }
        }
    }

    private static Pulse read(LineReader lines, SealedLines sealed) throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            throw new IOException("the other side hung up");
        }
        try {
            return sealed.read(line, Pulse.class);
        } catch (IOException e) {
            throw new ProtocolException("no pulse: " + e.getMessage());
        }
    }

    /** Hangs up; the listener hears nothing more, except what it is being told right now. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private interface Event {
        void at(long nowNanos);
    }
}
