package org.haidang.server.notification;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.settings.NotificationSettings.Security;
import org.haidang.server.settings.NotificationSettings.Smtp;

/** Mail by SMTP (RFC 5321, RFC 3207), one connection for each message. */
public final class SmtpChannel implements Channel {
    private static final int CONNECT_MS = 10_000;

    /** For each answer; a message needs about six of them. */
    private static final int ANSWER_MS = 15_000;

    private static final int MAX_SUBJECT = 200;

    private final Smtp settings;
    private final Session session;
    private final String domain;

    /**
     * Reads the certificate and connects to nothing.
     *
     * @throws IOException if the certificate's file cannot be used
     */
    public SmtpChannel(Smtp settings) throws IOException {
        this.settings = settings;
        this.domain = settings.from().substring(settings.from().lastIndexOf('@') + 1);
        this.session = Session.getInstance(properties());
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        String prefix = "mail." + protocol() + ".";
        properties.put(prefix + "host", settings.host());
        properties.put(prefix + "port", Integer.toString(settings.port()));
        properties.put(prefix + "connectiontimeout", Integer.toString(CONNECT_MS));
        properties.put(prefix + "timeout", Integer.toString(ANSWER_MS));
        properties.put(prefix + "writetimeout", Integer.toString(ANSWER_MS));
        // Otherwise it asks the name service who we are, which may hang.
        properties.put(prefix + "localhost", domain);
        properties.put(prefix + "auth", Boolean.toString(settings.username() != null));
        boolean starttls = settings.security() == Security.STARTTLS;
        properties.put(prefix + "starttls.enable", Boolean.toString(starttls));
        // Without it somebody in between hides the offer and gets everything readable.
        properties.put(prefix + "starttls.required", Boolean.toString(starttls));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put(prefix + "quitwait", "false");
        if (settings.certificate() != null) {
            properties.put(prefix + "ssl.socketFactory", trusting(settings.certificate()));
        }
        return properties;
    }

    private String protocol() {
        return settings.security() == Security.TLS ? "smtps" : "smtp";
    }

    private static SSLSocketFactory trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("mail-" + number++, one);
            }
            if (number == 0) {
                throw new IOException(pem + " holds no certificate");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " cannot be used as a certificate: " + e.getMessage(), e);
        }
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public boolean accepts(String address) {
        return EmailAddress.valid(address);
    }

    @Override
    public Delivery send(Message message) {
        if (!accepts(message.address())) {
            return new Delivery.Never("bad-address", message.address());
        }
        try (Transport transport = session.getTransport(protocol())) {
            MimeMessage mail = mail(message);
            transport.connect(
                    settings.host(), settings.port(), settings.username(), settings.password());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Delivery.Accepted("sent", "");
        } catch (MessagingException | UnsupportedEncodingException e) {
            return failed(e);
        }
    }

    private MimeMessage mail(Message message)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage mail = new IdentifiedMail(session, "<" + message.id() + "@" + domain + ">");
        mail.setFrom(address(settings.from(), settings.fromName()));
        mail.setRecipient(
                jakarta.mail.Message.RecipientType.TO, address(message.address(), message.name()));
        String subject = header(message.subject());
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        mail.setText(body(message.text()), StandardCharsets.UTF_8.name());
        // RFC 3834: no out-of-office answers, please.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSentDate(new Date(message.atUs() / 1_000));
        mail.saveChanges();
        return mail;
    }

    private static Address address(String address, String name)
            throws UnsupportedEncodingException {
        return new InternetAddress(address, header(name), StandardCharsets.UTF_8.name());
    }

    /** In one line: a line break in a name would begin a header of the sender's own choice. */
    private static String header(String text) {
        String line = VietnameseText.normalise(text);
        return line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT - 1) + "…";
    }

    private static String body(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }

    private static Delivery failed(Exception e) {
        if (e instanceof AuthenticationFailedException) {
            return new Delivery.Later("smtp-password", said(e), true);
        }
        int code = replyCode(e);
        if (code >= 500) {
            return new Delivery.Never("smtp-refused", said(e));
        }
        if (code >= 400) {
            return new Delivery.Later("smtp-later", said(e), false);
        }
        if (causedBy(e, SSLException.class) || said(e).contains("STARTTLS")) {
            return new Delivery.Later("smtp-tls", said(e), true);
        }
        if (e instanceof MailConnectException || causedBy(e, SocketConnectException.class)) {
            return new Delivery.Later("smtp-unreachable", said(e), true);
        }
        return new Delivery.Later("smtp-broken", said(e), true);
    }

    /** The mail server's own word about this message; 0 when it said none. */
    private static int replyCode(Exception e) {
        int code = 0;
        Exception one = e;
        for (int depth = 0; one != null && depth < 10; depth++) {
            code =
                    switch (one) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSenderFailedException sender -> sender.getReturnCode();
                        case SMTPSendFailedException send -> send.getReturnCode();
                        default -> code;
                    };
            one = one instanceof SendFailedException send ? send.getNextException() : null;
        }
        return code;
    }

    private static boolean causedBy(Exception e, Class<? extends Exception> kind) {
        Throwable one = e;
        for (int depth = 0; one != null && depth < 10; depth++) {
            if (kind.isInstance(one)) {
                return true;
            }
            Throwable cause = one.getCause();
            one =
                    cause == null && one instanceof MessagingException mail
                            ? mail.getNextException()
                            : cause;
        }
        return false;
    }

    private static String said(Exception e) {
        Throwable cause = e.getCause();
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return cause == null || cause.getMessage() == null || text.contains(cause.getMessage())
                ? text
                : text + ": " + cause.getMessage();
    }

    /** The same Message-ID at each attempt, so that mailboxes fold a repetition. */
    private static final class IdentifiedMail extends MimeMessage {
        private final String id;

        IdentifiedMail(Session session, String id) {
            super(session);
            this.id = id.toLowerCase(Locale.ROOT);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
