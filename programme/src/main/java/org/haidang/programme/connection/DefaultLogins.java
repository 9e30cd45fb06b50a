package org.haidang.programme.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Logins that makers ship or shipped their cameras with, as their own manuals print them. QCVN
 * 135:2024/BTTTT and ETSI EN 303 645 (5.1) forbid them; a camera that still takes one is not
 * connected.
 *
 * <p>Cameras lock an account after five to seven wrong passwords, some for half an hour, and then
 * the recorder is locked out as well: so at most {@value #MAX_ATTEMPTS} are tried in one run.
 */
public final class DefaultLogins {

    /** Below the strictest lock that is known, five, with one left for a person's own mistake. */
    public static final int MAX_ATTEMPTS = 3;

    public record Login(String username, String password) {
        /** No password in a log, not even a maker's. */
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    private record Makers(List<String> names, List<Login> logins) {}

    private static final List<Makers> MAKERS =
            List.of(
                    makers("hikvision hilook ezviz", "admin 12345", "admin admin12345"),
                    makers("dahua kbvision imou amcrest", "admin admin", "admin admin123"),
                    makers("uniview unv", "admin 123456", "admin admin"),
                    makers("axis", "root pass", "root root"),
                    makers("hanwha samsung wisenet", "admin 4321", "admin 1111111"),
                    makers("bosch", "service service", "live live"),
                    makers("panasonic", "admin 12345", "admin1 password"),
                    makers("sony", "admin admin"),
                    makers("vivotek", "root ", "root root"),
                    makers("foscam reolink", "admin "),
                    makers("tp-link tapo vigi tenda", "admin admin", "admin 123456"),
                    makers("vantech questek avtech", "admin admin", "admin 123456"));

    private static final List<Login> COMMON =
            List.of(
                    new Login("admin", "admin"),
                    new Login("admin", "12345"),
                    new Login("admin", "123456"));

    private DefaultLogins() {}

    private static Makers makers(String names, String... logins) {
        return new Makers(
                List.of(names.split(" ")),
                Stream.of(logins)
                        .map(login -> {
                            int space = login.indexOf(' ');
                            return new Login(login.substring(0, space), login.substring(space + 1));
                        })
                        .toList());
    }

    /**
     * What to try.
     *
     * @param make as the device or a person named it, empty when nobody knows; its maker's own
     *     logins come first
     * @return at most {@link #MAX_ATTEMPTS}, none twice
     */
    public static List<Login> toTry(String make) {
        String name = make.toLowerCase(Locale.ROOT);
        List<Login> all = new ArrayList<>();
        MAKERS.stream()
                .filter(makers -> makers.names().stream().anyMatch(name::contains))
                .forEach(makers -> all.addAll(makers.logins()));
        all.addAll(COMMON);
        return all.stream().distinct().limit(MAX_ATTEMPTS).toList();
    }

    /**
     * Whether a password is one that some maker ships, or none: this needs no attempt at the
     * camera.
     */
    public static boolean isDefault(String password) {
        return password.isEmpty()
                || Stream.concat(
                                MAKERS.stream().flatMap(makers -> makers.logins().stream()),
                                COMMON.stream())
                        .anyMatch(login -> login.password().equals(password));
    }
}
