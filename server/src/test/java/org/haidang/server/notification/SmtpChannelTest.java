package org.haidang.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.haidang.server.certificate.Certificates;
import org.haidang.server.settings.NotificationSettings.Security;
import org.haidang.server.settings.NotificationSettings.Smtp;
import org.haidang.server.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpChannelTest {
    @TempDir Path folder;

    @Test
    void writesVietnameseAsItIsAndNamesItself() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Delivery delivery =
                    channel(server.port(), Security.PLAIN, MailServer.PASSWORD, null)
                            .send(
                                    message(
                                            "an@example.vn",
                                            "Nguyễn Văn An",
                                            "Nhắc việc: báo cáo",
                                            "Còn 3 ngày 4 giờ.\n.\nHết."));
            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            MailServer.Received one = server.received().getFirst();
            assertThat(one.from()).isEqualTo("camera@tinh.example.vn");
            assertThat(one.to()).isEqualTo("an@example.vn");
            assertThat(one.mail().getSubject()).isEqualTo("Nhắc việc: báo cáo");
            assertThat(one.text()).isEqualTo("Còn 3 ngày 4 giờ.\n.\nHết.");
            InternetAddress to = (InternetAddress) one.mail().getAllRecipients()[0];
            assertThat(to.getPersonal()).isEqualTo("Nguyễn Văn An");
            assertThat(one.mail().getMessageID()).isEqualTo("<0190-a@tinh.example.vn>");
            assertThat(one.mail().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        }
    }

    @Test
    void aLineBreakInANameOrSubjectIsNoHeaderOfTheSendersChoice() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Delivery delivery =
                    channel(server.port(), Security.PLAIN, MailServer.PASSWORD, null)
                            .send(
                                    message(
                                            "an@example.vn",
                                            "An\r\nBcc: all@example.vn\r\n",
                                            "Hello\r\nBcc: all@example.vn\r\n\r\n<script>\u2028X: y",
                                            "text"));
            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            MailServer.Received one = server.received().getFirst();
            assertThat(server.received()).hasSize(1);
            assertThat(one.mail().getHeader("Bcc")).isNull();
            assertThat(one.mail().getHeader("X")).isNull();
            assertThat(one.mail().getAllRecipients()).hasSize(1);
            assertThat(one.mail().getSubject())
                    .isEqualTo("Hello Bcc: all@example.vn <script> X: y");
        }
    }

    @Test
    void refusesAnAddressWithACommand() throws Exception {
        try (MailServer server = MailServer.plain()) {
            SmtpChannel channel = channel(server.port(), Security.PLAIN, MailServer.PASSWORD, null);
            for (String address :
                    new String[] {
                        "an@example.vn>\r\nRCPT TO:<all@example.vn",
                        "an",
                        "an@",
                        "a b@example.vn",
                        ""
                    }) {
                assertThat(channel.accepts(address)).isFalse();
                assertThat(channel.send(message(address, "An", "s", "t")))
                        .isInstanceOf(Delivery.Never.class);
            }
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void tellsAWrongPasswordFromAServerThatIsAwayAndFromAMailboxThatIsNone() throws Exception {
        int port;
        try (MailServer server = MailServer.plain()) {
            port = server.port();
            Delivery wrong =
                    channel(port, Security.PLAIN, "sai", null)
                            .send(message("an@example.vn", "An", "s", "t"));
            assertThat(wrong)
                    .isInstanceOfSatisfying(
                            Delivery.Later.class,
                            later -> {
                                assertThat(later.code()).isEqualTo("smtp-password");
                                assertThat(later.wholeChannel()).isTrue();
                                assertThat(later.detail()).doesNotContain("sai");
                            });
            Delivery none =
                    channel(port, Security.PLAIN, MailServer.PASSWORD, null)
                            .send(message("nobody@example.vn", "An", "s", "t"));
            assertThat(none)
                    .isInstanceOfSatisfying(
                            Delivery.Never.class,
                            never -> assertThat(never.code()).isEqualTo("smtp-refused"));
        }
        Delivery away =
                channel(port, Security.PLAIN, MailServer.PASSWORD, null)
                        .send(message("an@example.vn", "An", "s", "t"));
        assertThat(away)
                .isInstanceOfSatisfying(
                        Delivery.Later.class,
                        later -> assertThat(later.code()).isEqualTo("smtp-unreachable"));
    }

    @Test
    void encryptsByStarttlsAndTrustsOnlyACertificateItKnows() throws Exception {
        Certificates.Files files = certificate();
        try (MailServer server = MailServer.starttls(files)) {
            assertThat(
                            channel(
                                            server.port(),
                                            Security.STARTTLS,
                                            MailServer.PASSWORD,
                                            files.certificate())
                                    .send(message("an@example.vn", "An", "s", "t")))
                    .isInstanceOf(Delivery.Accepted.class);
            Delivery stranger =
                    channel(server.port(), Security.STARTTLS, MailServer.PASSWORD, null)
                            .send(message("an@example.vn", "An", "s", "t"));
            assertThat(stranger)
                    .isInstanceOfSatisfying(
                            Delivery.Later.class,
                            later -> assertThat(later.code()).isEqualTo("smtp-tls"));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void sendsNothingToAServerThatDoesNotOfferStarttls() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Delivery delivery =
                    channel(server.port(), Security.STARTTLS, MailServer.PASSWORD, null)
                            .send(message("an@example.vn", "An", "s", "t"));
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.Later.class,
                            later -> assertThat(later.code()).isEqualTo("smtp-tls"));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void saysThatSomethingElseListensThere() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var socket = other.accept()) {
                                    socket.getOutputStream()
                                            .write("HTTP/1.1 400\r\n\r\n".getBytes());
                                } catch (IOException e) {
                                    // The test is over.
                                }
                            });
            assertThat(
                            channel(other.getLocalPort(), Security.PLAIN, MailServer.PASSWORD, null)
                                    .send(message("an@example.vn", "An", "s", "t")))
                    .isInstanceOf(Delivery.Later.class);
            answering.join();
        }
    }

    private Certificates.Files certificate() {
        return Certificates.files(
                SettingsReader.read(null, Map.of(), Map.of("data", data().toString())));
    }

    private Path data() {
        return folder.toAbsolutePath();
    }

    private static SmtpChannel channel(
            int port, Security security, String password, @Nullable Path certificate)
            throws IOException {
        return new SmtpChannel(
                new Smtp(
                        "127.0.0.1",
                        port,
                        security,
                        MailServer.USERNAME,
                        password,
                        "camera@tinh.example.vn",
                        "Hải Đăng",
                        certificate));
    }

    private static Message message(String address, String name, String subject, String text) {
        return new Message(
                "0190-a", "reminder", address, name, subject, text, 1_620_600_000_000_000L);
    }
}
