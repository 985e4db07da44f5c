package io.fivenines.coordinator.uptime.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;

/** Sends messages by SMTP; with {@code starttls} and {@code tls} never without encryption. */
public final class Mail implements Channel {
    private static final String TIMEOUT_MS = "10000";

    private final MailConfig config;
    private final InstantSource clock;
    private final Session session;

    public Mail(MailConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        Authenticator login = config.user().isEmpty()
                ? null
                : new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(config.user(), config.password());
                    }
                };
        session = Session.getInstance(properties(config), login);
    }

    private static Properties properties(MailConfig config) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", Integer.toString(config.port()));
        properties.put("mail.smtp.auth", Boolean.toString(!config.user().isEmpty()));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.put("mail.smtp.timeout", TIMEOUT_MS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean upgrades = config.security().equals("starttls");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(upgrades));
        properties.put("mail.smtp.starttls.required", Boolean.toString(upgrades));
        properties.put(
                "mail.smtp.ssl.enable", Boolean.toString(config.security().equals("tls")));
        return properties;
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void send(Message message) throws IOException {
        try {
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom(new InternetAddress(config.letter().from()));
            for (String to : config.letter().to()) {
                mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
            }
            mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(clock.instant()));
            Transport.send(mail);
        } catch (MessagingException e) {
            throw new IOException(config.host() + ":" + config.port() + " does not take it: " + e.getMessage(), e);
        }
    }
}
