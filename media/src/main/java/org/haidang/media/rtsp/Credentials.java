package org.haidang.media.rtsp;

/**
 * A user name and its password, both in clear and without any encoding. The password is in no
 * {@code toString}.
 */
public record Credentials(String username, String password) {
    public Credentials {
        if (hasControls(username) || hasControls(password)) {
            throw new IllegalArgumentException("control character in user name or password");
        }
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "Credentials[" + username + ", ***]";
    }
}
