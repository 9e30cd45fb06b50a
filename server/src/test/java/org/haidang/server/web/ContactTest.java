package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Focal points through the interface: D2, D3 and D4 of the dispatch, and what strangers send. */
@SuppressWarnings("NullAway.Init")
class ContactTest {
    private static final Map<String, Object> HOA =
            Map.of(
                    "fullName", "Nguyễn Văn Hòa",
                    "title", "Trưởng cơ sở",
                    "phone", "0912.345.678; 0259 3822 123 máy lẻ 12",
                    "email", "hoa@example.vn");

    @TempDir static Path folder;

    private static TestServer server;
    private static TestClient client;

    @BeforeAll
    static void start() {
        server = TestServer.withAdministrator(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A start takes a second; an empty province takes none. */
    @BeforeEach
    void empty() {
        client = server.loggedIn();
        server.server
                .registry()
                .facilities()
                .forEach(one -> server.server.registry().removeFacility(one.id()));
        for (String table :
                List.of(
                        "contact_submissions",
                        "contact_lists",
                        "contact_list_entries",
                        "contact_list_hops")) {
            server.database().write(c -> c.sql("delete from " + table).update());
        }
    }

    private String facility(String name) {
        return client.post("facilities", Map.of("name", name)).json().get("id").stringValue();
    }

    private String stage(String facility) {
        return client.get("facilities/" + facility + "/life").json().get("stage").stringValue();
    }

    // ---- D2

    @Test
    void d2AFacilityWithoutAValidContactStaysRegistered() {
        String id = facility("Trường A");
        assertThat(stage(id)).isEqualTo("REGISTERED");
        for (String missing : HOA.keySet()) {
            Map<String, Object> lacking = new HashMap<>(HOA);
            lacking.remove(missing);
            TestClient.Answer answer = client.post("facilities/" + id + "/contacts", lacking);
            assertThat(answer.status()).as(missing).isEqualTo(422);
            assertThat(answer.json().get("errors").findValuesAsString("field"))
                    .containsExactly(missing);
        }
        assertThat(stage(id)).isEqualTo("REGISTERED");
        JsonNode row = registryRow(id);
        assertThat(row.get("focalPoint").isNull()).isTrue();
    }

    private JsonNode registryRow(String id) {
        for (JsonNode row : client.get("facility-registry").json()) {
            if (row.get("id").stringValue().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no row of " + id);
    }

    @Test
    void d2NamingAValidFocalPointMovesTheFacilityOn() {
        String id = facility("Trường A");
        TestClient.Answer added = client.post("facilities/" + id + "/contacts", HOA);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().get("focal").booleanValue()).isTrue();
        assertThat(added.json().get("phone").stringValue())
                .isEqualTo("0912 345 678; 0259 3822 123 máy lẻ 12");
        assertThat(stage(id)).isEqualTo("CONTACT_NAMED");
        JsonNode step = client.get("facilities/" + id + "/life").json().get("steps").get(0);
        assertThat(step.get("evidence").stringValue()).isEqualTo("ContactNominated");
        assertThat(step.get("about").stringValue()).contains("Nguyễn Văn Hòa");
        assertThat(client.get("audit?kind=contact-changed").text()).contains("Nguyễn Văn Hòa");
    }

    @Test
    void aFacilityNeverLosesItsFocalPoint() {
        String id = facility("Trường A");
        String hoa =
                client.post("facilities/" + id + "/contacts", HOA).json().get("id").stringValue();
        String path = "facilities/" + id + "/contacts/";
        assertThat(client.send("DELETE", path + hoa, null).status()).isEqualTo(409);
        Map<String, Object> lan = new HashMap<>(HOA);
        lan.put("fullName", "Lê Thị Lan");
        lan.put("email", "lan@example.vn");
        lan.put("focal", true);
        assertThat(client.post("facilities/" + id + "/contacts", lan).status()).isEqualTo(201);
        JsonNode both = client.get("facilities/" + id + "/contacts").json();
        assertThat(both).hasSize(2);
        assertThat(both.get(0).get("fullName").stringValue()).isEqualTo("Lê Thị Lan");
        assertThat(both.get(1).get("focal").booleanValue()).isFalse();
        assertThat(client.send("DELETE", path + hoa, null).status()).isEqualTo(204);
        assertThat(client.send("DELETE", path + hoa, null).status()).isEqualTo(404);
    }

    // ---- D3

    private static final String CSV =
            """
            Danh sách đầu mối,,,,
            STT,Họ tên,Chức danh,Số điện thoại liên hệ,Địa chỉ e-mail,Cơ sở
            1,Nguyễn Văn Hòa,Trưởng cơ sở,0912345678,hoa@example.vn,Trường A
            2,Lê Thị Lan,,912345679,lan@example.vn,truong b
            3,Trần Bình,Phó,12,binh@example,Không đâu
            """;

    private TestClient.Answer upload(String csv, Charset charset) {
        return client.upload("contacts/import", "a.csv", csv.getBytes(charset));
    }

    @Test
    void d3ARowMissingOneFieldIsRejectedWithItsNumberAndReasonAndNothingIsKept() {
        facility("Trường A");
        facility("Trường B");
        TestClient.Answer dry = upload(CSV, StandardCharsets.UTF_8);
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        JsonNode rows = dry.json().get("rows");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("errors")).isEmpty();
        assertThat(rows.get(0).get("effect").stringValue()).isEqualTo("new");
        assertThat(rows.get(1).get("row").intValue()).isEqualTo(4);
        assertThat(rows.get(1).get("facility").stringValue()).isEqualTo("Trường B");
        assertThat(rows.get(1).get("errors").get(0).get("field").stringValue()).isEqualTo("title");
        assertThat(rows.get(1).get("errors").get(0).get("message").stringValue())
                .isEqualTo("Title is missing.");
        assertThat(rows.get(2).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("facility", "phone", "email");
        TestClient.Answer all =
                client.upload(
                        "contacts/import?dryRun=false",
                        "a.csv",
                        CSV.getBytes(StandardCharsets.UTF_8));
        assertThat(all.json().get("applied").intValue()).isZero();
        assertThat(client.get("contacts").json()).isEmpty();
    }

    @Test
    void d3RowsThatWereMendedInPlaceAreTaken() {
        String a = facility("Trường A");
        facility("Trường B");
        JsonNode rows = upload(CSV, StandardCharsets.UTF_8).json().get("rows");
        ObjectNode second = (ObjectNode) rows.get(1).get("values");
        second.put("title", "Quản lý");
        List<JsonNode> mended = List.of(rows.get(0).get("values"), second);
        TestClient.Answer done =
                client.post("contacts/import?dryRun=false", Map.of("rows", mended));
        assertThat(done.json().get("applied").intValue()).as(done.text()).isEqualTo(2);
        assertThat(stage(a)).isEqualTo("CONTACT_NAMED");
        TestClient.Answer again = client.post("contacts/import", Map.of("rows", mended));
        assertThat(again.json().get("rows").get(0).get("effect").stringValue()).isEqualTo("same");
        second.put("phone", "0987 654 321");
        assertThat(
                        client.post("contacts/import?dryRun=false", Map.of("rows", List.of(second)))
                                .json()
                                .get("rows")
                                .get(0)
                                .get("effect")
                                .stringValue())
                .isEqualTo("changed");
        assertThat(client.get("contacts").json()).hasSize(2);
    }

    @Test
    void d3TheExportHasTheFourColumnsFirstAndInTheDispatchsOrder() throws Exception {
        String id = facility("=1+1 Trường");
        client.post("facilities/" + id + "/contacts", HOA);
        client.language = "vi";
        String csv = client.get("contacts/export.csv").text();
        assertThat(csv)
                .startsWith(
                        "\ufeffHọ tên,Chức danh,Số điện thoại liên hệ,Địa chỉ e-mail,Cơ sở,Mã cơ"
                                + " sở");
        assertThat(csv).contains("'=1+1 Trường");
        byte[] xlsx = client.get("contacts/export.xlsx").response().body();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            Row head = workbook.getSheetAt(0).getRow(0);
            assertThat(head.getCell(0).getStringCellValue()).isEqualTo("Họ tên");
            assertThat(head.getCell(3).getStringCellValue()).isEqualTo("Địa chỉ e-mail");
            Row first = workbook.getSheetAt(0).getRow(1);
            assertThat(first.getCell(2).getStringCellValue()).startsWith("0912 345 678");
            assertThat(first.getCell(4).getCellType()).isEqualTo(CellType.STRING);
            assertThat(first.getCell(4).getCellStyle().getQuotePrefixed()).isTrue();
        }
        // What went out comes in again.
        JsonNode back = client.upload("contacts/import", "b.xlsx", xlsx).json();
        assertThat(back.get("invalid").intValue()).as(back.toString()).isZero();
        assertThat(back.get("rows").get(0).get("effect").stringValue()).isEqualTo("same");
        JsonNode rows = client.get("contacts/export.json").json();
        assertThat(client.post("contacts/import", rows).json().get("invalid").intValue()).isZero();
        assertThat(client.get("contacts/export.exe").status()).isEqualTo(404);
        assertThat(client.get("audit?kind=document-made").text()).contains("đầu mối");
    }

    @Test
    void duplicatesInTheTableAreNamedWithTheRow() {
        facility("Trường A");
        String csv =
                """
                Họ tên,Chức danh,Điện thoại,Email,Cơ sở
                Nguyễn Hòa,a,0912345678,hoa@example.vn,Trường A
                Nguyễn Hoà,b,0912345678,HOA@example.vn,TRƯỜNG A
                """;
        JsonNode rows = upload(csv, StandardCharsets.UTF_8).json().get("rows");
        assertThat(rows.get(1).get("errors").get(0).get("message").stringValue())
                .isEqualTo("The same as row 2.");
    }

    @Test
    void takesWhatSpreadsheetsMakeOfVietnamese() {
        facility("Trường A");
        String csv =
                """
                Họ tên;Chức danh;Điện thoại;Email;Cơ sở
                Nguyễn Văn Hòa;Trưởng;0912345678;hoa@example.vn;Trường A
                """;
        for (String text : List.of(csv, Normalizer.normalize(csv, Normalizer.Form.NFD))) {
            for (Charset charset :
                    List.of(
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_16, // with a mark, big-endian
                            StandardCharsets.UTF_16LE)) {
                JsonNode told = upload(text, charset).json();
                assertThat(told.get("invalid").intValue()).as(charset + " " + told).isZero();
                assertThat(told.get("rows").get(0).get("values").get("fullName").stringValue())
                        .isEqualTo("Nguyễn Văn Hòa");
            }
        }
    }

    @Test
    void namesTheEncodingsOfBeforeInsteadOfKeepingNonsense() {
        facility("Trường A");
        client.language = "vi";
        TestClient.Answer old =
                client.upload(
                        "contacts/import",
                        "a.csv",
                        new byte[] {'H', (byte) 0xe4, (byte) 0xfc, ',', (byte) 0xb5, '\n'});
        assertThat(old.status()).isEqualTo(422);
        assertThat(old.text()).contains("windows-1258").contains("TCVN3");
        String tcvn =
                "Họ tên,Chức danh,Phone,Email,Cơ sở\nNguyÔn V¨n ¸nh,x,0912345678,a@b.vn,Trường A\n";
        JsonNode rows = upload(tcvn, StandardCharsets.UTF_8).json().get("rows");
        assertThat(rows.get(0).get("errors").get(0).get("message").stringValue()).contains("TCVN3");
        byte[] xls = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4};
        assertThat(client.upload("contacts/import", "a.xls", xls).text()).contains(".xls");
    }

    @Test
    void refusesWhatIsTooLargeOrUnpacksToTooMuch() throws Exception {
        assertThat(client.upload("contacts/import", "a.xlsx", new byte[6 << 20]).status())
                .isEqualTo(413);
        assertThat(fiftyMegabytes()).startsWith("HTTP/1.1 413");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        TestClient.Answer answer = client.upload("contacts/import", "a.xlsx", bomb.toByteArray());
        assertThat(answer.status()).isEqualTo(422);
        StringBuilder many = new StringBuilder("Họ tên,Chức danh,Phone,Email,Cơ sở\n");
        many.append("a,b,c,d,e\n".repeat(2_001));
        assertThat(upload(many.toString(), StandardCharsets.UTF_8).status()).isEqualTo(422);
        assertThat(client.get("session").status()).isEqualTo(200);
    }

    /** No client goes on sending to one that has answered, so little of it is sent. */
    private static String fiftyMegabytes() throws IOException {
        URI at = URI.create(server.url);
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/contacts/import HTTP/1.1\r\nHost: "
                                            + at.getAuthority()
                                            + "\r\nContent-Type: multipart/form-data;"
                                            + " boundary=x\r\nContent-Length: "
                                            + (50 << 20)
                                            + "\r\nConnection: close\r\n\r\n--x\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesFiveHundredRowsAtOnce() {
        StringBuilder csv = new StringBuilder("Họ tên,Chức danh,Phone,Email,Cơ sở\n");
        List<Map<String, String>> facilities = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            facilities.add(Map.of("name", "Cơ sở số " + i, "code", "C" + i));
            csv.append("Người Thứ Nhiều,Trưởng,09")
                    .append(String.format("%08d", i))
                    .append(",n")
                    .append(i)
                    .append("@example.vn,Cơ sở số ")
                    .append(i)
                    .append('\n');
        }
        TestClient.Answer made =
                client.post("facility-registry/import?dryRun=false", Map.of("rows", facilities));
        assertThat(made.json().get("applied").intValue()).isEqualTo(500);
        long beginNs = System.nanoTime();
        TestClient.Answer done =
                client.upload(
                        "contacts/import?dryRun=false",
                        "a.csv",
                        csv.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(done.json().get("applied").intValue()).as(done.text()).isEqualTo(500);
        // Said and not judged: machines differ.
        System.out.printf("import of 500 contacts: %.1f ms%n", (System.nanoTime() - beginNs) / 1e6);
    }

    @Test
    void markupInNamesStaysTextOnPaper() {
        String id = facility("<script>alert(1)</script>");
        Map<String, Object> evil = new HashMap<>(HOA);
        evil.put("fullName", "<b>Hòa</b>");
        client.post("facilities/" + id + "/contacts", evil);
        TestClient.Answer page = client.get("contacts/print.html");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .contains("&lt;script&gt;")
                .contains("&lt;b&gt;Hòa&lt;/b&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("<b>");
    }

    // ---- D4

    @Test
    void d4TheListGoesFromFacilityToMinistryWithSignerAndTimeAtEveryHop() {
        String a = facility("Trường A");
        facility("Trường B");
        client.post("facilities/" + a + "/contacts", HOA);
        assertThat(client.post("contact-lists", Map.of()).status()).isEqualTo(409);
        JsonNode sent = client.post("contact-submissions", Map.of()).json();
        assertThat(sent.get("sent").intValue()).isEqualTo(1);
        assertThat(sent.get("withoutFocalPoint")).hasSize(1);
        TestClient.Answer made = client.post("contact-lists", Map.of());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("version").intValue()).isEqualTo(1);
        assertThat(made.json().get("turn").stringValue()).isEqualTo("department");
        assertThat(sign(1, "ministry").status()).isEqualTo(409);
        assertThat(sign(1, "department").status()).isEqualTo(200);
        assertThat(sign(1, "department").status()).isEqualTo(409);
        JsonNode done = sign(1, "ministry").json();
        assertThat(done.get("turn").isNull()).isTrue();
        for (JsonNode hop : done.get("hops")) {
            assertThat(hop.get("status").stringValue()).isEqualTo("signed");
            assertThat(hop.get("signer").stringValue()).isNotBlank();
            assertThat(hop.get("at").stringValue()).endsWith("Z");
        }
        assertThat(client.get("audit?kind=contact-list-signed").json().toString())
                .contains("MINISTRY");
        assertThat(client.get("contact-lists/1/print.html").text()).contains("Nguyễn Văn Hòa");
        assertThat(client.get("contact-lists/1/export.pdf").text()).startsWith("%PDF");
        assertThat(client.get("contact-lists/1/export.docx").response().body())
                .startsWith('P', 'K');
    }

    private TestClient.Answer sign(int version, String hop) {
        return client.post("contact-lists/" + version + "/signatures", Map.of("hop", hop));
    }

    @Test
    void d4WhatWasSubmittedIsNeverChangedAndEveryVersionStaysReadable() {
        String id = facility("Trường A");
        String hoa =
                client.post("facilities/" + id + "/contacts", HOA).json().get("id").stringValue();
        client.post("contact-submissions", Map.of());
        client.post("contact-lists", Map.of());
        assertThat(client.post("contact-lists", Map.of()).status()).isEqualTo(409);
        Map<String, Object> changed = new HashMap<>(HOA);
        changed.put("fullName", "Nguyễn Văn Hải");
        client.send("PUT", "facilities/" + id + "/contacts/" + hoa, changed);
        assertThat(entry(1)).isEqualTo("Nguyễn Văn Hòa");
        assertThat(client.get("contacts").json().get(0).get("submitted").booleanValue()).isFalse();
        client.post("contact-submissions", Map.of());
        assertThat(client.post("contact-lists", Map.of()).json().get("version").intValue())
                .isEqualTo(2);
        assertThat(entry(1)).isEqualTo("Nguyễn Văn Hòa");
        assertThat(entry(2)).isEqualTo("Nguyễn Văn Hải");
        assertThat(client.get("contact-lists").json()).hasSize(2);
    }

    private String entry(int version) {
        return client.get("contact-lists/" + version)
                .json()
                .get("entries")
                .get(0)
                .get("fullName")
                .stringValue();
    }

    @Test
    void d4AListIsSentBackWithAReasonAndAnsweredByTheNextVersion() {
        String id = facility("Trường A");
        client.post("facilities/" + id + "/contacts", HOA);
        client.post("contact-submissions", Map.of());
        client.post("contact-lists", Map.of());
        assertThat(client.post("contact-lists/1/return", Map.of("reason", "sai")).status())
                .isEqualTo(422);
        JsonNode back =
                client.post(
                                "contact-lists/1/return",
                                Map.of("reason", "Số điện thoại không gọi được."))
                        .json();
        assertThat(back.get("returned").booleanValue()).isTrue();
        assertThat(back.get("hops").get(2).get("reason").stringValue())
                .isEqualTo("Số điện thoại không gọi được.");
        assertThat(sign(1, "department").status()).isEqualTo(409);
        assertThat(client.post("contact-lists", Map.of()).json().get("version").intValue())
                .isEqualTo(2);
    }

    @Test
    void whatLiesOutOfScopeIsNotThere() {
        String mine = facility("Trường A");
        String theirs = facility("Trường B");
        for (String id : List.of(mine, theirs)) {
            client.post("facilities/" + id + "/contacts", HOA);
        }
        client.post("contact-submissions", Map.of());
        client.post("contact-lists", Map.of());
        User person = server.person("dau-moi", null);
        server.server
                .rights()
                .give(
                        person.id(),
                        new Rights.Gift(
                                "focal-point",
                                new Scope(null, null, Set.of(mine), Set.of()),
                                null,
                                null),
                        "");
        TestClient own = server.as(person);
        assertThat(own.get("contacts").json()).hasSize(1);
        assertThat(own.get("facilities/" + theirs + "/contacts").status()).isEqualTo(404);
        assertThat(own.post("facilities/" + theirs + "/contact-link", Map.of()).status())
                .isEqualTo(404);
        assertThat(own.post("contact-submissions", Map.of("facilityIds", List.of(theirs))).status())
                .isEqualTo(404);
        JsonNode list = own.get("contact-lists/1").json();
        assertThat(list.get("entries")).hasSize(1);
        assertThat(list.get("entryCount").intValue()).isEqualTo(2);
        assertThat(own.get("contact-lists/2").status()).isEqualTo(404);
        // A table is no way to find out either.
        String csv = "Họ tên,Chức danh,Phone,Email,Cơ sở\nA,b,0912345678,a@b.vn,Trường B\n";
        JsonNode rows =
                own.upload("contacts/import", "a.csv", csv.getBytes(StandardCharsets.UTF_8))
                        .json()
                        .get("rows");
        assertThat(rows.get(0).get("errors").get(0).get("message").stringValue())
                .startsWith("There is no such facility");
    }

    // ---- the link

    private static String token(JsonNode link) {
        String url = link.get("link").stringValue();
        return url.substring(url.indexOf("token=") + 6);
    }

    @Test
    void aFacilityEntersItsFocalPointByALinkOnceAndForItselfOnly() {
        String id = facility("Trường A");
        JsonNode link = client.post("facilities/" + id + "/contact-link", Map.of()).json();
        assertThat(link.get("qr").stringValue()).startsWith("<svg");
        TestClient stranger = new TestClient(server.url);
        stranger.get("session");
        JsonNode found = stranger.get("contact-entry?token=" + token(link)).json();
        assertThat(found.get("facility").stringValue()).isEqualTo("Trường A");
        assertThat(stranger.get("facilities/" + id).status()).isEqualTo(401);
        Map<String, Object> typed = new HashMap<>(HOA);
        typed.put("token", token(link));
        typed.put("email", "wrong");
        assertThat(stranger.post("contact-entry", typed).status()).isEqualTo(422);
        typed.put("email", "hoa@example.vn");
        TestClient.Answer done = stranger.post("contact-entry", typed);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(stage(id)).isEqualTo("CONTACT_NAMED");
        assertThat(stranger.post("contact-entry", typed).status()).isEqualTo(403);
        assertThat(
                        stranger.get("contact-entry?token=" + token(link))
                                .json()
                                .get("valid")
                                .booleanValue())
                .isFalse();
        assertThat(client.get("audit?kind=contact-changed").text()).contains("\"how\":\"link\"");
    }

    @Test
    void aLinkEndsWithTheNextOneAndWithTheSayOfWhoeverMadeIt() {
        String id = facility("Trường A");
        JsonNode first = client.post("facilities/" + id + "/contact-link", Map.of()).json();
        JsonNode second = client.post("facilities/" + id + "/contact-link", Map.of()).json();
        TestClient stranger = new TestClient(server.url);
        assertThat(valid(stranger, first)).isFalse();
        assertThat(valid(stranger, second)).isTrue();
        User person = server.person("so-ban", null);
        String grant =
                server.server
                        .rights()
                        .give(person.id(), Rights.Gift.everywhere("it-department"), "")
                        .id();
        JsonNode theirs =
                server.as(person).post("facilities/" + id + "/contact-link", Map.of()).json();
        assertThat(valid(stranger, theirs)).isTrue();
        server.server.rights().withdraw(grant);
        assertThat(valid(stranger, theirs)).isFalse();
    }

    private static boolean valid(TestClient client, JsonNode link) {
        return client.get("contact-entry?token=" + token(link)).json().get("valid").booleanValue();
    }

    @Test
    void whoGuessesLinksIsHeardEverLessOften(@TempDir Path own) {
        try (TestServer guessed = TestServer.withAdministrator(own)) {
            TestClient stranger = new TestClient(guessed.url);
            stranger.get("session");
            int last = 0;
            for (int i = 0; i < 40 && last != 429; i++) {
                last = stranger.get("contact-entry?token=guess" + i).status();
            }
            assertThat(last).isEqualTo(429);
            // And the door of the house is not shut by it.
            assertThat(guessed.loggedIn().get("session").status()).isEqualTo(200);
        }
    }
}
