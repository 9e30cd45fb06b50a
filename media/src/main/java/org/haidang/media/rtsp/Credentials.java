package org.haidang.media.rtsp;

/**
 * A user name and its password, both in clear and without any encoding. The password is in no
 * {@code toString}.
 */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials[" + username + ", ***]";
    }
}
