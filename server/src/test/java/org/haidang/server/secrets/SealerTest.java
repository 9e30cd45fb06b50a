package org.haidang.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void opensWhatItSealedForTheSameOwnerOnly() {
        Sealer sealer = Sealer.forThisRun(random);
        String sealed = sealer.seal("mật khẩu", "camera-1");
        assertThat(sealed).doesNotContain("mật");
        assertThat(sealer.seal("mật khẩu", "camera-1")).isNotEqualTo(sealed);
        assertThat(sealer.open(sealed, "camera-1")).isEqualTo("mật khẩu");
        assertThatThrownBy(() -> sealer.open(sealed, "camera-2")).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> Sealer.forThisRun(random).open(sealed, "camera-1"))
                .isInstanceOf(SealException.class);
    }

    @Test
    void provesTheSameWithTheSameKeyAndPurposeOnly(@TempDir Path folder) throws IOException {
        byte[] message = {1, 2, 3};
        byte[] proof =
                Sealer.withKeyFile(folder.resolve("k"), random).macKey("audit").prove(message);
        Sealer again = Sealer.withKeyFile(folder.resolve("k"), random);
        assertThat(proof).hasSize(MacKey.BYTES).isEqualTo(again.macKey("audit").prove(message));
        assertThat(again.macKey("other").prove(message)).isNotEqualTo(proof);
        assertThat(again.macKey("audit").prove(new byte[] {1, 2, 4})).isNotEqualTo(proof);
        assertThat(Sealer.forThisRun(random).macKey("audit").prove(message)).isNotEqualTo(proof);
        assertThat(again.macKey("audit")).hasToString("MacKey[...]");
    }

    @Test
    void noticesEveryChangedCharacter() {
        Sealer sealer = Sealer.forThisRun(random);
        String sealed = sealer.seal("secret", "camera-1");
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            String cut = sealed.substring(0, i);
            if (i < sealed.length() - 1) {
                assertThatThrownBy(() -> sealer.open(changed, "camera-1"))
                        .isInstanceOf(SealException.class);
            }
            assertThatThrownBy(() -> sealer.open(cut, "camera-1"))
                    .isInstanceOf(SealException.class);
        }
    }

    @Test
    void keepsItsKeyInAFileForItsOwnerOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secret.key");
        String sealed = Sealer.withKeyFile(file, random).seal("secret", "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Sealer.withKeyFile(file, random).open(sealed, "a")).isEqualTo("secret");
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> Sealer.withKeyFile(file, random)).isInstanceOf(IOException.class);
    }
}
