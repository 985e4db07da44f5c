package io.fivenines.coordinator.uptime.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail to a server that speaks TLS, with a certificate that is trusted, of another host, or of nobody we know. */
@Timeout(60)
class EncryptedMailTest {
    private static final String WORD = "changeit";

    @TempDir
    Path folder;

    private SSLContext before;

    @BeforeEach
    void remember() throws Exception {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    /** A server's certificate that it has signed itself. */
    private KeyStore certificate(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=ip:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        WORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, WORD.toCharArray());
        }
        return store;
    }

    private static SSLContext serving(KeyStore own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, WORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore server) throws Exception {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("mail", server.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What the server was told, a line each; those that came encrypted begin with a star. */
    private static List<String> sent(String security, SSLContext server) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> heard = new ArrayList<>();
            CompletableFuture<Void> served =
                    CompletableFuture.runAsync(() -> serve(socket, security.equals("tls"), server, heard));
            MailConfig.Letter letter = new MailConfig.Letter("status@example.com", List.of("ops@example.com"));
            MailConfig config =
                    new MailConfig("mail", "127.0.0.1", socket.getLocalPort(), security, "status", "s3cret", letter);
            try {
                new Mail(config, () -> Instant.EPOCH).send(Message.test(0));
            } finally {
                served.handle((done, failed) -> null).get(20, TimeUnit.SECONDS);
                assertThat(heard).as("in clear").noneMatch(line -> line.matches("(AUTH|MAIL|RCPT|DATA).*"));
            }
            return heard;
        }
    }

    private static void serve(ServerSocket server, boolean encrypted, SSLContext context, List<String> heard) {
        try (Socket plain = server.accept();
                Socket socket = encrypted ? encrypt(context, plain) : plain) {
            if (talk(socket, encrypted, heard)) {
                try (Socket upgraded = encrypt(context, plain)) {
                    talk(upgraded, true, heard);
                }
            }
        } catch (IOException e) {
            heard.add("broken off");
        }
    }

    private static SSLSocket encrypt(SSLContext context, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    /** Whether it is to go on encrypted. */
    private static boolean talk(Socket socket, boolean encrypted, List<String> heard) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (heard.isEmpty()) {
            say(socket, "220 test");
        }
        boolean data = false;
        for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
            heard.add((encrypted ? "*" : "") + line);
            data &= !line.equals(".");
            if (line.equals("STARTTLS")) {
                say(socket, "220 go on");
                return true;
            } else if (line.startsWith("EHLO")) {
                say(socket, encrypted ? "250-test\r\n250 AUTH PLAIN" : "250-test\r\n250 STARTTLS");
            } else if (line.equals("DATA")) {
                data = true;
                say(socket, "354 go on");
            } else if (line.startsWith("AUTH")) {
                say(socket, "235 welcome");
            } else if (!data) {
                say(socket, "250 ok");
            }
        }
        return false;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void shouldSendNameAndMailEncryptedToAServerThatIsKnown(String security) throws Exception {
        KeyStore certificate = certificate("127.0.0.1");
        SSLContext.setDefault(trusting(certificate));
        List<String> heard = sent(security, serving(certificate));
        assertThat(heard).contains("*MAIL FROM:<status@example.com>", "*RCPT TO:<ops@example.com>", "*DATA");
        assertThat(heard).anyMatch(line -> line.startsWith("*AUTH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void shouldTellNothingToAServerThatNobodyKnows(String security) throws Exception {
        SSLContext server = serving(certificate("127.0.0.1"));
        assertThatThrownBy(() -> sent(security, server)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldTellNothingToAServerWithTheCertificateOfAnother() throws Exception {
        KeyStore certificate = certificate("127.0.0.9");
        SSLContext.setDefault(trusting(certificate));
        SSLContext server = serving(certificate);
        assertThatThrownBy(() -> sent("starttls", server)).isInstanceOf(IOException.class);
    }
}
